import { silent, text } from '../../answer.ts';
import type { IdentityAnswers } from '../../schema/identity.schema.ts';

export const identity: IdentityAnswers = {
  boundary: {
    below: silent(),
    above: silent(),
  },
  department: {
    minLevel: text('COUNTY', 'art.6'),
    authorityBasis: silent(),
    requiredAssets: text(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY'], 'art.6(1)'),
    higherHeadMayAct: silent(),
  },
  organisation: {
    kinds: silent(),
    innerUnits: text('DIVISIONS', 'art.4'),
    businessLines: text(true, 'art.4'),
  },
  coordination: {
    body: text('CREDIT_SUPERVISION_DIVISION', 'art.7(1)'),
    districtBody: text('DISTRICT_COORDINATION', 'art.6(2)'),
  },
  roles: {
    coordinator: text('CREDIT_SUPERVISION_DIVISION', 'art.7(1)'),
    platformAdmin: text('EMERGENCY_AND_WARNING_DIVISION', 'art.7(4)'),
  },
  jurisdiction: {
    rule: text(['REGISTRATION_AUTHORITY', 'APPROVAL_AUTHORITY', 'TERRITORIAL'], 'art.8'),
  },
  selfCheck: {
    enabled: silent(),
  },
  liability: {
    listBased: silent(),
    grounds: silent(),
    exemptions: silent(),
  },
  rules: {
    versioned: text(true, 'art.5(2)'),
  },
};
