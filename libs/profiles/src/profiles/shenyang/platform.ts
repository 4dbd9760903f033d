import { silent, text } from '../../answer.ts';
import type { PlatformAnswers } from '../../schema/platform.schema.ts';

export const platform: PlatformAnswers = {
  platform: {
    ofRecord: text('SY_DOUBLE_RANDOM', 'art.9'),
    routing: {
      marketEntity: text(['LN_INTERNET_PLUS', 'SY_DOUBLE_RANDOM'], 'art.9'),
      other: text(['SY_DOUBLE_RANDOM'], 'art.9'),
    },
    externalDraw: silent(),
  },
  integration: {
    baseSystem: silent(),
    adapters: text([
      'LN_INTERNET_PLUS', 'SY_DOUBLE_RANDOM', 'REGISTRATION', 'SUPERVISION', 'ENFORCEMENT', 'CREDIT_CHINA_SY',
      'AMR_BUSINESS_SYSTEMS',
    ], 'art.7(4)'),
    departmentPlatforms: silent(),
    idempotentImport: silent(),
    caseSystem: silent(),
    creditData: text(true, 'art.7(4)'),
    creditRisk: {
      connected: silent(),
      general: silent(),
      professional: silent(),
    },
  },
  audit: {
    mode: silent(),
  },
  mobile: {
    enabled: silent(),
    functions: silent(),
    offline: silent(),
  },
  evidence: {
    kinds: silent(),
  },
  offSite: {
    promoted: silent(),
  },
};
