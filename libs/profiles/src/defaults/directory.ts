import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { DirectoryAnswers } from '../schema/directory.schema.ts';

export const directory = {
  directory: {
    confirmBeforeDraw: fallback(false, 'not demanded'),
    directImport: fallback(false, 'not demanded'),
    standardIssuers: fallback([], 'not demanded'),
  },
  objectDirectory: {
    kinds: fallback(['MARKET_ENTITY', 'OTHER_ENTITY', 'PRODUCT', 'PROJECT', 'CONDUCT'], 'not restricted'),
    subtypes: fallback([], 'not demanded'),
    forms: fallback([], 'not demanded'),
    requiredFields: fallback([], 'not demanded'),
    structure: silent(),
    tags: fallback(false, 'not demanded'),
    tagDimensions: silent(),
    tagUpdateFromResults: fallback(false, 'not demanded'),
    ownerPrinciple: fallback('EACH_DEPARTMENT', 'not demanded'),
    bulkImport: fallback(true, 'platform'),
    dedupeKey: fallback('USCC', 'platform'),
    autoGenerate: fallback([], 'not granted'),
    candidateConfirmation: fallback(true, 'platform'),
    update: silent(),
    sync: fallback([], 'not demanded'),
    fullCoverage: fallback(false, 'not demanded'),
  },
  inspectorDirectory: {
    categories: fallback(['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF'], 'not restricted'),
    form: silent(),
    requiredFields: fallback([], 'not demanded'),
    uniqueKey: fallback('SURROGATE', 'platform'),
    tagDimensions: silent(),
    structure: fallback('FLAT', 'not demanded'),
    subOptionalIfSingleItem: fallback(false, 'not demanded'),
    qualificationManager: silent(),
    qualificationConfirm: fallback(false, 'not demanded'),
  },
  expertDirectory: {
    kinds: silent(),
  },
  thirdParty: {
    services: fallback(['TESTING', 'FINANCIAL_AUDIT', 'INVESTIGATION_CONSULTING', 'AUDIT', 'CAPITAL_VERIFICATION', 'APPRAISAL'], 'not restricted'),
  },
  team: {
    minInspectors: fallback(2, '满足检查人数要求'),
    maxInspectors: fallback(6, 'art.36 names no number'),
    maxInspectorsAction: fallback('WARN', 'art.36 names no number'),
    leaderFrom: fallback('ANY_DEPARTMENT', 'not demanded'),
    expertAllowed: silent(),
  },
} satisfies Defaults<DirectoryAnswers>;
