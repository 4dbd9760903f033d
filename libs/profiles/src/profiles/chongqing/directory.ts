import { assumed, silent, text } from '../../answer.ts';
import type { DirectoryAnswers } from '../../schema/directory.schema.ts';

export const directory: DirectoryAnswers = {
  directory: {
    confirmBeforeDraw: silent(),
    directImport: silent(),
    standardIssuers: silent(),
  },
  objectDirectory: {
    kinds: text(['MARKET_ENTITY', 'OTHER_ENTITY', 'PRODUCT', 'PROJECT', 'CONDUCT', 'COUNTERPART', 'SITE'], '5.2.2, 附录B'),
    subtypes: silent(),
    forms: text([
      { form: 'CQ_B1', kinds: ['COUNTERPART', 'MARKET_ENTITY', 'OTHER_ENTITY'] },
      { form: 'CQ_B2', kinds: ['SITE'] },
      { form: 'CQ_B3', kinds: ['PRODUCT'] },
    ], '5.2.1'),
    requiredFields: silent(),
    structure: text(['FLAT'], '5.2.1'),
    tags: silent(),
    tagDimensions: text(['CLASS', 'RISK', 'CREDIT'], '5.2.1'),
    tagUpdateFromResults: silent(),
    ownerPrinciple: text('APPROVER_OR_COMPETENT_DEPARTMENT', '5.2.1'),
    bulkImport: text(true, '5.2.1'),
    dedupeKey: silent(),
    autoGenerate: silent(),
    candidateConfirmation: silent(),
    update: text('DYNAMIC', '5.2.3'),
    sync: silent(),
    fullCoverage: silent(),
  },
  inspectorDirectory: {
    categories: text(['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF'], '5.3.2'),
    form: text('CQ_C1', '5.3.1'),
    requiredFields: text(['level', 'region', 'category'], '5.3.1'),
    uniqueKey: silent(),
    tagDimensions: text(['QUALIFICATION', 'SPECIALTY'], '5.3.2'),
    structure: assumed('FLAT', '5.3.1'),
    subOptionalIfSingleItem: silent(),
    qualificationManager: silent(),
    qualificationConfirm: silent(),
  },
  expertDirectory: {
    kinds: text(['TESTING_BODY', 'RESEARCH_INSTITUTE', 'EXPERT_SCHOLAR'], '5.3.3'),
  },
  thirdParty: {
    services: silent(),
  },
  team: {
    minInspectors: silent(),
    maxInspectors: silent(),
    maxInspectorsAction: silent(),
    leaderFrom: text('LEAD_DEPARTMENT', '8.5.3'),
    expertAllowed: text('ALLOWED', '8.5.4'),
  },
};
