import { assumed, silent, text } from '../../answer.ts';
import type { IdentityAnswers } from '../../schema/identity.schema.ts';

export const identity: IdentityAnswers = {
  boundary: {
    below: text('INCLUSIVE', 'art.49'),
    above: text('EXCLUSIVE', 'art.49'),
  },
  department: {
    minLevel: assumed('COUNTY', 'art.4'),
    authorityBasis: silent(),
    requiredAssets: text(['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY', 'ANNUAL_PLAN', 'DETAILED_RULES'], 'art.5'),
    higherHeadMayAct: silent(),
  },
  organisation: {
    kinds: silent(),
    innerUnits: text('DIVISIONS', 'art.26'),
    businessLines: silent(),
  },
  coordination: {
    body: text('JOINT_CONFERENCE_OFFICE', 'art.34'),
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
    enabled: text(true, 'art.6'),
  },
  liability: {
    listBased: silent(),
    grounds: silent(),
    exemptions: silent(),
  },
  rules: {
    versioned: silent(),
  },
};
