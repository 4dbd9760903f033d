import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { PlatformAnswers } from '../schema/platform.schema.ts';

export const platform = {
  platform: {
    ofRecord: silent(),
    routing: {
      marketEntity: fallback([], 'not restricted'),
      other: fallback([], 'not restricted'),
    },
    externalDraw: fallback(false, 'not demanded'),
  },
  integration: {
    baseSystem: silent(),
    adapters: fallback([], 'not demanded'),
    departmentPlatforms: fallback(false, 'not demanded'),
    idempotentImport: fallback(true, 'platform'),
    caseSystem: fallback(false, 'not demanded'),
    creditData: fallback(false, 'not demanded'),
    creditRisk: {
      connected: fallback(false, 'not demanded'),
      general: fallback('NONE', 'not demanded'),
      professional: fallback('NONE', 'not demanded'),
    },
  },
  audit: {
    mode: fallback('APPEND_ONLY_HASH_CHAIN', 'platform'),
  },
  mobile: {
    enabled: fallback(false, 'not demanded'),
    functions: fallback([], 'not demanded'),
    offline: fallback(false, 'not demanded'),
  },
  evidence: {
    kinds: fallback(['PHOTO', 'VIDEO', 'AUDIO', 'FILE'], 'not restricted'),
  },
  offSite: {
    promoted: fallback([], 'not demanded'),
  },
} satisfies Defaults<PlatformAnswers>;
