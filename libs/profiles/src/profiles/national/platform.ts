import { silent, text } from '../../answer.ts';
import type { PlatformAnswers } from '../../schema/platform.schema.ts';

export const platform: PlatformAnswers = {
  platform: {
    ofRecord: text('NATIONAL_PLATFORM', '2.3'),
    routing: {
      marketEntity: silent(),
      other: silent(),
    },
    externalDraw: silent(),
  },
  integration: {
    baseSystem: silent(),
    adapters: text(['NATIONAL_PLATFORM', 'CREDIT_RISK_SYSTEM', 'DEPARTMENT_PLATFORMS', 'LOCAL_PLATFORMS', 'CASE_SYSTEM'], '2.3'),
    departmentPlatforms: text(true, '2.3'),
    idempotentImport: silent(),
    caseSystem: text(true, '2.8'),
    creditData: silent(),
    creditRisk: {
      connected: text(true, '2.3'),
      general: text('FULL_PUSH', '2.5'),
      professional: text('REAL_TIME', '2.5'),
    },
  },
  audit: {
    mode: silent(),
  },
  mobile: {
    enabled: text(true, '3.2'),
    functions: text(['TASK_RECEIPT', 'ON_SITE_COLLECTION', 'RESULT_ENTRY', 'INFORMATION_QUERY', 'RISK_WARNING'], '3.2'),
    offline: silent(),
  },
  evidence: {
    kinds: silent(),
  },
  offSite: {
    promoted: text(['REMOTE', 'MOBILE', 'EARLY_WARNING'], '3.2'),
  },
};
