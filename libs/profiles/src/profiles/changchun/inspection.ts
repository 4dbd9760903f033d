import { assumed, silent, text } from '../../answer.ts';
import type { InspectionAnswers } from '../../schema/inspection.schema.ts';

export const inspection: InspectionAnswers = {
  objectProfile: {
    sections: silent(),
  },
  inspection: {
    means: silent(),
    modes: text(['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING'], 'art.16'),
    optionalModes: silent(),
    documentaryCondition: silent(),
    networkCondition: silent(),
    entrustedGuidanceRequired: silent(),
    thirdPartyInProfessionalFields: text(true, 'art.16'),
  },
  onsite: {
    credentialsShown: silent(),
    sourceExplained: silent(),
  },
  notice: {
    required: text(true, 'art.17'),
    modes: text(['ON_SITE'], 'art.17'),
    timing: text('BEFORE_ONSITE', 'art.17'),
    channels: text(['WRITTEN', 'TELEPHONE', 'FAX', 'OTHER'], 'art.17'),
    form: silent(),
    requiredFields: text(['inspectionTime', 'cooperationRequirements', 'materials'], 'art.17'),
    documentaryRequiredFields: silent(),
    exemptions: text([], 'art.17'),
  },
  record: {
    form: text('JL_REGISTRATION_FORM', 'art.17'),
    formName: text('吉林省行政执法机关执法检查登记表', 'art.17'),
    cardinality: assumed('ONE_PER_OBJECT', 'art.17'),
    signatures: text(['INSPECTEE'], 'art.17'),
    signatureForms: text(['SIGN', 'SEAL'], 'art.17'),
    signRefusal: silent(),
    refusalWitnessRequired: silent(),
  },
};
