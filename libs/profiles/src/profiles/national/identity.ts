import { silent, text } from '../../answer.ts';
import type { IdentityAnswers } from '../../schema/identity.schema.ts';

export const identity: IdentityAnswers = {
  boundary: {
    below: silent(),
    above: silent(),
  },
  department: {
    minLevel: text('COUNTY', '2.2'),
    authorityBasis: silent(),
    requiredAssets: text(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY', 'GUIDE'], '2.1'),
    higherHeadMayAct: silent(),
  },
  organisation: {
    kinds: silent(),
    innerUnits: text('BUSINESS_LINES', '2.2'),
    businessLines: silent(),
  },
  coordination: {
    body: text('MARKET_REGULATION_DEPARTMENT', '3.1'),
    districtBody: silent(),
  },
  roles: {
    coordinator: silent(),
    platformAdmin: silent(),
  },
  jurisdiction: {
    rule: silent(),
  },
  selfCheck: {
    enabled: silent(),
  },
  liability: {
    listBased: text(true, '4'),
    grounds: silent(),
    exemptions: text(['DUTY_PERFORMED', 'WITHIN_TIME_LIMIT'], '4'),
  },
  rules: {
    versioned: silent(),
  },
};
