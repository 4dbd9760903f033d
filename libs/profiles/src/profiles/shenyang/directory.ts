import { silent, text } from '../../answer.ts';
import type { DirectoryAnswers } from '../../schema/directory.schema.ts';

export const directory: DirectoryAnswers = {
  directory: {
    confirmBeforeDraw: silent(),
    directImport: silent(),
    standardIssuers: silent(),
  },
  objectDirectory: {
    kinds: text(['FOR_PROFIT_ENTITY', 'NON_PROFIT_ENTITY', 'NON_MARKET_OBJECT'], 'art.3'),
    subtypes: text([
      {
        kind: 'FOR_PROFIT_ENTITY',
        subtypes: ['COMPANY', 'NON_COMPANY_LEGAL_PERSON', 'PARTNERSHIP', 'SOLE_PROPRIETORSHIP', 'FARMERS_COOPERATIVE', 'BRANCH', 'INDIVIDUAL_BUSINESS'],
      },
      { kind: 'NON_PROFIT_ENTITY', subtypes: ['SOCIAL_ORGANISATION', 'PUBLIC_INSTITUTION', 'OTHER'] },
      { kind: 'NON_MARKET_OBJECT', subtypes: ['PRODUCT', 'PROJECT', 'CONDUCT'] },
    ], 'art.3'),
    forms: silent(),
    requiredFields: text([{ kind: 'FOR_PROFIT_ENTITY', fields: ['businessLicenceNo'] }, { kind: 'NON_PROFIT_ENTITY', fields: ['uscc'] }], 'art.3'),
    structure: text(['BY_ITEM_LEVEL_CLASS', 'BY_BUSINESS_LINE'], 'art.11(1)'),
    tags: silent(),
    tagDimensions: text(['CLASS', 'RISK', 'CREDIT', 'REGION', 'FIELD'], 'art.12(5)'),
    tagUpdateFromResults: silent(),
    ownerPrinciple: text('SUPERVISOR', 'art.11(2)'),
    bulkImport: text(true, 'art.11(1)'),
    dedupeKey: text('USCC', 'art.11(1)'),
    autoGenerate: silent(),
    candidateConfirmation: silent(),
    update: text('SYNCHRONISED', 'art.11(2)'),
    sync: text([
      { kind: 'FOR_PROFIT_ENTITY', sources: ['REGISTRATION', 'SUPERVISION', 'ENFORCEMENT'] },
      { kind: 'NON_PROFIT_ENTITY', sources: ['BUSINESS_SYSTEMS', 'CREDIT_CHINA_SY'] },
      { kind: 'NON_MARKET_OBJECT', sources: ['AMR_BUSINESS_SYSTEMS'] },
    ], 'art.11(2)'),
    fullCoverage: text(true, 'art.11(1)'),
  },
  inspectorDirectory: {
    categories: text(['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF'], 'art.3'),
    form: silent(),
    requiredFields: text(['level', 'boundary'], 'art.11(1)'),
    uniqueKey: silent(),
    tagDimensions: text(['SPECIALTY'], 'art.13(2)'),
    structure: text('BY_BUSINESS_LINE', 'art.7(3)'),
    subOptionalIfSingleItem: silent(),
    qualificationManager: text('LEGAL_DIVISION', 'art.7(2)'),
    qualificationConfirm: text(true, 'art.7(2)'),
  },
  expertDirectory: {
    kinds: text(['TESTING_BODY', 'RESEARCH_INSTITUTE', 'INDUSTRY_EXPERT'], 'art.11(1)'),
  },
  thirdParty: {
    services: silent(),
  },
  team: {
    minInspectors: silent(),
    maxInspectors: silent(),
    maxInspectorsAction: silent(),
    leaderFrom: silent(),
    expertAllowed: text('SPECIAL_ITEMS', 'art.3'),
  },
};
