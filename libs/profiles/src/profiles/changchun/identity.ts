import { silent, text } from '../../answer.ts';
import type { IdentityAnswers } from '../../schema/identity.schema.ts';

export const identity: IdentityAnswers = {
  boundary: {
    below: silent(),
    above: silent(),
  },
  department: {
    minLevel: text('COUNTY', '通知'),
    authorityBasis: silent(),
    requiredAssets: silent(),
    higherHeadMayAct: silent(),
  },
  organisation: {
    kinds: text(['COUNTY', 'COUNTY_LEVEL_CITY', 'DISTRICT', 'DEVELOPMENT_ZONE', 'MUNICIPAL_DEPARTMENT'], '通知'),
    innerUnits: silent(),
    businessLines: silent(),
  },
  coordination: {
    body: text('LEADING_GROUP', 'art.3'),
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
    listBased: text(true, 'art.22'),
    grounds: text([
      'INSPECTION_NOT_CARRIED_OUT', 'RESULT_NOT_PUBLISHED_IN_TIME', 'CRIME_NOT_TRANSFERRED',
      'TASK_REFUSED_OR_DELAYED', 'OTHER_BY_LAW',
    ], 'art.22'),
    exemptions: text(['DUTY_PERFORMED', 'TECHNICAL_MEANS_LIMITED', 'NO_CAUSAL_LINK', 'FALSE_REPORT_OF_ENTRUSTED_BODY', 'OTHER_BY_LAW'], 'art.22'),
  },
  rules: {
    versioned: silent(),
  },
};
