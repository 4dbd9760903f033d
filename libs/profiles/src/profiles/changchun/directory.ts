import { assumed, silent, text } from '../../answer.ts';
import type { DirectoryAnswers } from '../../schema/directory.schema.ts';

export const directory: DirectoryAnswers = {
  directory: {
    confirmBeforeDraw: text(true, 'art.7'),
    directImport: text(true, 'art.7'),
    standardIssuers: text(['MUNICIPAL_AMR', 'MUNICIPAL_JUSTICE'], 'art.7'),
  },
  objectDirectory: {
    kinds: silent(),
    subtypes: silent(),
    forms: silent(),
    requiredFields: silent(),
    structure: assumed(['FLAT'], 'art.7'),
    tags: silent(),
    tagDimensions: text(['INDUSTRY', 'SCOPE_KEYWORD', 'CREDIT'], 'art.7'),
    tagUpdateFromResults: silent(),
    ownerPrinciple: text('EACH_DEPARTMENT', 'art.7'),
    bulkImport: text(true, 'art.7'),
    dedupeKey: silent(),
    autoGenerate: text(['INDUSTRY_CODE', 'SCOPE_KEYWORD'], 'art.7'),
    candidateConfirmation: text(true, 'art.7'),
    update: text('BEFORE_EACH_DRAW', 'art.7'),
    sync: silent(),
    fullCoverage: silent(),
  },
  inspectorDirectory: {
    categories: silent(),
    form: silent(),
    requiredFields: silent(),
    uniqueKey: silent(),
    tagDimensions: silent(),
    structure: assumed('FLAT', 'art.7'),
    subOptionalIfSingleItem: silent(),
    qualificationManager: silent(),
    qualificationConfirm: silent(),
  },
  expertDirectory: {
    kinds: silent(),
  },
  thirdParty: {
    services: text(['TESTING', 'FINANCIAL_AUDIT', 'INVESTIGATION_CONSULTING', 'AUDIT', 'CAPITAL_VERIFICATION', 'APPRAISAL'], 'art.13'),
  },
  team: {
    minInspectors: silent(),
    maxInspectors: silent(),
    maxInspectorsAction: silent(),
    leaderFrom: text('LEAD_DEPARTMENT', 'art.14'),
    expertAllowed: text('SPECIAL_ITEMS', 'art.13'),
  },
};
