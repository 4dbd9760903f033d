import { assumed, silent, text } from '../../answer.ts';
import type { PlatformAnswers } from '../../schema/platform.schema.ts';

export const platform: PlatformAnswers = {
  platform: {
    ofRecord: text('CC_COLLABORATIVE_PLATFORM', 'art.5'),
    routing: {
      marketEntity: silent(),
      other: silent(),
    },
    externalDraw: silent(),
  },
  integration: {
    baseSystem: silent(),
    adapters: text(['NECIPS'], 'art.19'),
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
    mode: assumed('APPEND_ONLY_HASH_CHAIN', 'art.5'),
  },
  mobile: {
    enabled: silent(),
    functions: silent(),
    offline: silent(),
  },
  evidence: {
    kinds: assumed(['PHOTO', 'VIDEO', 'AUDIO', 'FILE'], 'art.24'),
  },
  offSite: {
    promoted: silent(),
  },
};
