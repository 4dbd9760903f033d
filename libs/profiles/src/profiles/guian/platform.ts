import { silent, text } from '../../answer.ts';
import type { PlatformAnswers } from '../../schema/platform.schema.ts';

export const platform: PlatformAnswers = {
  platform: {
    ofRecord: text('GZ_PROVINCIAL_PLATFORM', 'art.7'),
    routing: {
      marketEntity: silent(),
      other: silent(),
    },
    externalDraw: silent(),
  },
  integration: {
    baseSystem: silent(),
    adapters: text(['GZ_PROVINCIAL_PLATFORM'], 'art.7'),
    departmentPlatforms: silent(),
    idempotentImport: silent(),
    caseSystem: silent(),
    creditData: silent(),
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
    promoted: text(['INTERNET_PLUS'], 'art.13'),
  },
};
