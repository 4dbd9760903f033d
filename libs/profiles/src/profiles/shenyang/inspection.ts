import { assumed, silent, text } from '../../answer.ts';
import type { InspectionAnswers } from '../../schema/inspection.schema.ts';

export const inspection: InspectionAnswers = {
  objectProfile: {
    sections: silent(),
  },
  inspection: {
    means: text(['DOUBLE_RANDOM', 'KEY_SUPERVISION'], 'art.4'),
    modes: text(['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'SAMPLING_TEST', 'ENTRUSTED_BODY'], 'art.14(2)'),
    optionalModes: silent(),
    documentaryCondition: silent(),
    networkCondition: silent(),
    entrustedGuidanceRequired: text(true, 'art.14(2)'),
    thirdPartyInProfessionalFields: silent(),
  },
  onsite: {
    credentialsShown: silent(),
    sourceExplained: silent(),
  },
  notice: {
    required: text(true, 'art.14(3)'),
    modes: assumed(['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'SAMPLING_TEST', 'ENTRUSTED_BODY'], 'art.14(3)'),
    timing: assumed('AT_OR_BEFORE_START', 'art.14(3)'),
    channels: text(['DOCUMENT'], 'art.14(3)'),
    form: text('SY_INSPECTION_NOTICE', 'art.14(3)'),
    requiredFields: silent(),
    documentaryRequiredFields: silent(),
    exemptions: silent(),
  },
  record: {
    form: text('SY_REGISTRATION_FORM', 'art.14(3)'),
    formName: text('沈阳市市场监督管理局行政检查登记表', 'art.14(3)'),
    cardinality: assumed('ONE_PER_OBJECT', 'art.14(3)'),
    signatures: text(['INSPECTEE', 'INSPECTORS'], 'art.14(3)'),
    signatureForms: text(['SIGN', 'SEAL'], 'art.14(3)'),
    signRefusal: text('REASON_AND_WITNESS', 'art.14(3)'),
    refusalWitnessRequired: text(true, 'art.14(3)'),
  },
};
