import { assumed, silent, text } from '../../answer.ts';
import type { PlatformAnswers } from '../../schema/platform.schema.ts';

export const platform: PlatformAnswers = {
  platform: {
    ofRecord: text('CQ_MUNICIPAL_PLATFORM', '4.1'),
    routing: {
      marketEntity: silent(),
      other: silent(),
    },
    externalDraw: silent(),
  },
  integration: {
    baseSystem: text('NECIPS', '4.1'),
    adapters: text(['DEPARTMENT_PLATFORMS', 'NECIPS_CQ', 'CREDIT_CHINA_CQ'], '4.2'),
    departmentPlatforms: text(true, '4.2'),
    idempotentImport: text(true, '4.2'),
    caseSystem: silent(),
    creditData: silent(),
    creditRisk: {
      connected: silent(),
      general: silent(),
      professional: silent(),
    },
  },
  audit: {
    mode: assumed('APPEND_ONLY_HASH_CHAIN', '4.3'),
  },
  mobile: {
    enabled: text(true, '4.4'),
    functions: text(['SCAN', 'OBJECT_INFORMATION', 'EVIDENCE', 'REMOTE_APPROVAL', 'ON_SITE_DATA'], '4.4'),
    offline: assumed(true, '4.4'),
  },
  evidence: {
    kinds: assumed(['PHOTO', 'VIDEO', 'AUDIO', 'FILE'], '4.4'),
  },
  offSite: {
    promoted: silent(),
  },
};
