import { silent, text } from '../../answer.ts';
import type { InspectionAnswers } from '../../schema/inspection.schema.ts';

export const inspection: InspectionAnswers = {
  objectProfile: {
    sections: silent(),
  },
  inspection: {
    means: text(['DOUBLE_RANDOM', 'KEY_SUPERVISION'], 'art.1'),
    modes: text(['DOCUMENTARY', 'NETWORK_MONITORING', 'ON_SITE', 'OTHER'], 'art.13'),
    optionalModes: silent(),
    documentaryCondition: text('GOOD_CREDIT', 'art.29'),
    networkCondition: text('ONLINE_BUSINESS_OR_PROMOTED', 'art.29'),
    entrustedGuidanceRequired: silent(),
    thirdPartyInProfessionalFields: silent(),
  },
  onsite: {
    credentialsShown: text(true, 'art.30'),
    sourceExplained: text(true, 'art.30'),
  },
  notice: {
    required: text(true, 'art.29'),
    modes: text(['DOCUMENTARY'], 'art.29'),
    timing: text('BEFOREHAND', 'art.29'),
    channels: silent(),
    form: silent(),
    requiredFields: silent(),
    documentaryRequiredFields: text(['documentList', 'deliveryTime', 'deliveryPlace', 'otherRequirements'], 'art.29'),
    exemptions: silent(),
  },
  record: {
    form: text('FIELD_UNIFIED_DOCUMENT', 'art.30'),
    formName: text('各领域统一的检查文书', 'art.30'),
    cardinality: text('ONE_PER_DEPARTMENT_AND_OBJECT', 'art.42'),
    signatures: silent(),
    signatureForms: silent(),
    signRefusal: silent(),
    refusalWitnessRequired: silent(),
  },
};
