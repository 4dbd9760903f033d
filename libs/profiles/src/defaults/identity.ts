import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { IdentityAnswers } from '../schema/identity.schema.ts';

export const identity = {
  boundary: {
    below: fallback('INCLUSIVE', '民法典 art.1259'),
    above: fallback('INCLUSIVE', '民法典 art.1259'),
  },
  department: {
    minLevel: silent(),
    authorityBasis: fallback(['STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION'], 'not restricted'),
    requiredAssets: silent(),
    higherHeadMayAct: fallback(false, 'not granted'),
  },
  organisation: {
    kinds: silent(),
    innerUnits: fallback('NONE', 'not demanded'),
    businessLines: fallback(false, 'not demanded'),
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
    rule: fallback(['REGISTRATION_AUTHORITY', 'APPROVAL_AUTHORITY', 'TERRITORIAL'], 'not restricted'),
  },
  selfCheck: {
    enabled: fallback(false, 'not demanded'),
  },
  liability: {
    listBased: fallback(false, 'not demanded'),
    grounds: fallback([], 'not demanded'),
    exemptions: fallback([], 'not demanded'),
  },
  rules: {
    versioned: fallback(true, 'platform'),
  },
} satisfies Defaults<IdentityAnswers>;
