import { assumed, silent, text } from '../../answer.ts';
import type { DirectoryAnswers } from '../../schema/directory.schema.ts';

export const directory: DirectoryAnswers = {
  directory: {
    confirmBeforeDraw: silent(),
    directImport: silent(),
    standardIssuers: silent(),
  },
  objectDirectory: {
    kinds: silent(),
    subtypes: silent(),
    forms: silent(),
    requiredFields: silent(),
    structure: assumed(['FLAT'], '2.1'),
    tags: text(true, '2.1'),
    tagDimensions: text(['ITEM', 'CREDIT_RISK'], '2.1'),
    tagUpdateFromResults: silent(),
    ownerPrinciple: silent(),
    bulkImport: silent(),
    dedupeKey: silent(),
    autoGenerate: silent(),
    candidateConfirmation: silent(),
    update: text('DYNAMIC', '2.1'),
    sync: silent(),
    fullCoverage: text(true, '2.6'),
  },
  inspectorDirectory: {
    categories: silent(),
    form: silent(),
    requiredFields: silent(),
    uniqueKey: silent(),
    tagDimensions: text(['SPECIALTY', 'QUALIFICATION', 'RECUSAL_SCOPE'], '2.1'),
    structure: silent(),
    subOptionalIfSingleItem: silent(),
    qualificationManager: silent(),
    qualificationConfirm: silent(),
  },
  expertDirectory: {
    kinds: text(['PROFESSIONAL_BODY'], '2.4'),
  },
  thirdParty: {
    services: silent(),
  },
  team: {
    minInspectors: silent(),
    maxInspectors: silent(),
    maxInspectorsAction: silent(),
    leaderFrom: silent(),
    expertAllowed: text('ALLOWED', '2.4'),
  },
};
