import { assumed, silent, text } from '../../answer.ts';
import type { ItemListAnswers } from '../../schema/item-list.schema.ts';

export const itemList: ItemListAnswers = {
  itemList: {
    nothingOutside: text(true, 'art.4'),
    creatorLevel: text(['MUNICIPAL_AMR'], 'art.6'),
    levels: text(['MUNICIPAL', 'COUNTY'], 'art.6'),
    localSupplement: text('COUNTY_GOVERNMENT_ISSUES', 'art.6'),
    localMayRemoveParentItems: text(false, 'art.6'),
    review: {
      chain: silent(),
      onlyLocal: silent(),
    },
    requiredFields: text(['legalBasis'], 'art.4'),
    form: silent(),
    links: silent(),
    revisionCauses: text(['ENACTMENT', 'AMENDMENT', 'REPEAL', 'INTERPRETATION', 'WORK_NEED'], 'art.6'),
    versioned: text(true, 'art.6'),
    staleAfterDays: silent(),
    channels: text(['RELATED_WEBSITES', 'COLLABORATIVE_PLATFORM'], 'art.6'),
  },
  itemClass: {
    codes: silent(),
    labels: silent(),
    ratio: silent(),
    grounds: silent(),
    execution: silent(),
    minDepartments: silent(),
    controlledCodes: silent(),
    keyMaxShare: silent(),
    keyMaxShareAction: silent(),
    reference: silent(),
  },
  fieldClass: {
    codes: text(['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'], 'art.4'),
    initial: silent(),
    specialKeyFieldGrounds: silent(),
  },
  specialKeyLists: {
    kinds: silent(),
  },
  keySupervisionList: {
    enabled: silent(),
    requiredFields: silent(),
  },
  keyField: {
    inputs: silent(),
    fullCoverage: silent(),
  },
  jointItem: {
    agreement: text('ALL_DEPARTMENTS', 'art.6'),
    selectionGrounds: silent(),
    groupBy: silent(),
  },
  jointList: {
    compiler: silent(),
    sources: silent(),
    classCodes: silent(),
  },
  lists: {
    regulatoryMatterKinds: silent(),
    implementationBasedOnRegulatoryMatter: silent(),
    itemBasedOnImplementation: silent(),
  },
  itemFamilies: {
    kinds: silent(),
  },
  guide: {
    requiredPerItem: assumed(true, 'art.15'),
    requiredFields: silent(),
    versioned: silent(),
  },
  specialInspection: {
    inRandomFields: text('REPLACED_BY_DRAW', 'art.4'),
  },
};
