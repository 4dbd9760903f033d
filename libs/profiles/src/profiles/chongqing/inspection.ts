import { assumed, silent, text } from '../../answer.ts';
import type { InspectionAnswers } from '../../schema/inspection.schema.ts';

export const inspection: InspectionAnswers = {
  objectProfile: {
    sections: text(['REGISTRATION', 'PERMIT', 'FILING', 'PENALTY'], '8.6.1'),
  },
  inspection: {
    means: silent(),
    modes: silent(),
    optionalModes: silent(),
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
    required: text(true, '8.6.2'),
    modes: text(['ON_SITE'], '8.6.2'),
    timing: text('BEFORE_ONSITE', '8.6.2'),
    channels: text(['WRITTEN', 'TELEPHONE', 'FAX', 'OTHER'], '8.6.2'),
    form: silent(),
    requiredFields: text(['inspectionTime', 'cooperationRequirements', 'materials'], '8.6.2'),
    documentaryRequiredFields: silent(),
    exemptions: text([
      'FOOD_PRODUCTION_AND_SALES', 'CATERING_SERVICE', 'EDIBLE_AGRICULTURAL_PRODUCT_MARKET', 'WORK_SAFETY',
      'OTHER_BY_LAW',
    ], '8.6.2'),
  },
  record: {
    form: text('CQ_F1', '8.6.3'),
    formName: text('“双随机、一公开”部门联合抽查情况记录表', '8.6.3'),
    cardinality: assumed('ONE_PER_OBJECT', '8.6.3'),
    signatures: text(['INSPECTEE', 'ALL_TEAM_MEMBERS'], '8.6.5, 8.7.1'),
    signatureForms: text(['SIGN', 'SEAL'], '8.6.5'),
    signRefusal: text('INSPECTOR_NOTE', '8.6.5'),
    refusalWitnessRequired: silent(),
  },
};
