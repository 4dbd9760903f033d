import { assumed, silent, text } from '../../answer.ts';
import type { IdentityAnswers } from '../../schema/identity.schema.ts';

export const identity: IdentityAnswers = {
  boundary: {
    below: silent(),
    above: silent(),
  },
  department: {
    minLevel: text('COUNTY', '1'),
    authorityBasis: text(['STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION'], '1'),
    requiredAssets: silent(),
    higherHeadMayAct: silent(),
  },
  organisation: {
    kinds: silent(),
    innerUnits: silent(),
    businessLines: silent(),
  },
  coordination: {
    body: silent(),
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
    listBased: silent(),
    grounds: silent(),
    exemptions: silent(),
  },
  rules: {
    versioned: assumed(true, '4.5'),
  },
};
