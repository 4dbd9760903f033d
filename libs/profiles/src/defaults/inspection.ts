import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { InspectionAnswers } from '../schema/inspection.schema.ts';

export const inspection = {
  objectProfile: {
    sections: fallback(['REGISTRATION', 'PERMIT', 'FILING', 'PENALTY'], 'not restricted'),
  },
  inspection: {
    means: silent(),
    modes: silent(),
    optionalModes: silent(),
    documentaryCondition: fallback('NONE', 'not demanded'),
    networkCondition: fallback('NONE', 'not demanded'),
    entrustedGuidanceRequired: fallback(false, 'not demanded'),
    thirdPartyInProfessionalFields: fallback(false, 'not demanded'),
  },
  onsite: {
    credentialsShown: fallback(false, 'not demanded'),
    sourceExplained: fallback(false, 'not demanded'),
  },
  notice: {
    required: fallback(false, 'not demanded'),
    modes: fallback([], 'not demanded'),
    timing: fallback('AT_OR_BEFORE_START', 'not demanded'),
    channels: fallback(['WRITTEN', 'TELEPHONE', 'FAX', 'OTHER'], 'not restricted'),
    form: silent(),
    requiredFields: fallback([], 'not demanded'),
    documentaryRequiredFields: fallback([], 'not demanded'),
    exemptions: fallback([], 'not granted'),
  },
  record: {
    form: fallback('STANDARD_RECORD', 'the text names no form'),
    formName: fallback('抽查情况记录表', 'the text names no form'),
    cardinality: fallback('ONE_PER_OBJECT', 'the text names no form'),
    signatures: fallback([], 'not demanded'),
    signatureForms: fallback(['SIGN', 'SEAL'], 'not restricted'),
    signRefusal: fallback('INSPECTOR_NOTE', 'the text is silent'),
    refusalWitnessRequired: fallback(false, 'not demanded'),
  },
} satisfies Defaults<InspectionAnswers>;
