import { silent, text } from '../../answer.ts';
import type { InspectionAnswers } from '../../schema/inspection.schema.ts';

export const inspection: InspectionAnswers = {
  objectProfile: {
    sections: silent(),
  },
  inspection: {
    means: text(['DOUBLE_RANDOM', 'KEY_SUPERVISION'], '2.6'),
    modes: text(['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'ENTRUSTED_BODY'], '2.4'),
    optionalModes: text(['REMOTE', 'MOBILE', 'EARLY_WARNING'], '3.2'),
    documentaryCondition: silent(),
    networkCondition: silent(),
    entrustedGuidanceRequired: silent(),
    thirdPartyInProfessionalFields: silent(),
  },
  onsite: {
    credentialsShown: silent(),
    sourceExplained: silent(),
  },
  notice: {
    required: silent(),
    modes: silent(),
    timing: silent(),
    channels: silent(),
    form: silent(),
    requiredFields: silent(),
    documentaryRequiredFields: silent(),
    exemptions: silent(),
  },
  record: {
    form: silent(),
    formName: silent(),
    cardinality: silent(),
    signatures: silent(),
    signatureForms: silent(),
    signRefusal: silent(),
    refusalWitnessRequired: silent(),
  },
};
