import { assumed, silent, text } from '../../answer.ts';
import type { DirectoryAnswers } from '../../schema/directory.schema.ts';

export const directory: DirectoryAnswers = {
  directory: {
    confirmBeforeDraw: silent(),
    directImport: silent(),
    standardIssuers: silent(),
  },
  objectDirectory: {
    kinds: text(['MARKET_ENTITY', 'PUBLIC_INSTITUTION', 'SOCIAL_ORGANISATION', 'PRODUCT', 'PROJECT', 'CONDUCT'], 'art.4'),
    subtypes: silent(),
    forms: silent(),
    requiredFields: text([
      { kind: 'ANY', fields: ['identifierName', 'identifierCode', 'name', 'address', 'responsiblePerson'] },
      { kind: 'PRODUCT', fields: ['ownerEntity'] },
      { kind: 'PROJECT', fields: ['ownerEntity'] },
      { kind: 'CONDUCT', fields: ['ownerEntity'] },
    ], 'art.17'),
    structure: text(['MASTER_AND_SUB'], 'art.15'),
    tags: silent(),
    tagDimensions: text(['INDUSTRY', 'REGION', 'RISK', 'CREDIT'], 'art.18'),
    tagUpdateFromResults: text(true, 'art.18'),
    ownerPrinciple: text('COMPETENT_DEPARTMENT', 'art.10'),
    bulkImport: silent(),
    dedupeKey: silent(),
    autoGenerate: silent(),
    candidateConfirmation: silent(),
    update: text('REAL_TIME', 'art.19'),
    sync: silent(),
    fullCoverage: text(true, 'art.16'),
  },
  inspectorDirectory: {
    categories: text(['CERTIFICATE_HOLDER', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF', 'OTHER_STAFF'], 'art.21'),
    form: silent(),
    requiredFields: text(['name', 'documentNo', 'region', 'unit', 'contact'], 'art.24'),
    uniqueKey: text('CITIZEN_ID', 'art.22'),
    tagDimensions: text(['INSPECTION_MODE'], 'art.23'),
    structure: text('MASTER_AND_SUB', 'art.20'),
    subOptionalIfSingleItem: text(true, 'art.20'),
    qualificationManager: silent(),
    qualificationConfirm: silent(),
  },
  expertDirectory: {
    kinds: silent(),
  },
  thirdParty: {
    services: silent(),
  },
  team: {
    minInspectors: silent(),
    maxInspectors: assumed(6, 'art.36'),
    maxInspectorsAction: assumed('REFUSE', 'art.36'),
    leaderFrom: silent(),
    expertAllowed: silent(),
  },
};
