import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { ItemListAnswers } from '../schema/item-list.schema.ts';

export const itemList = {
  itemList: {
    nothingOutside: fallback(false, 'not demanded'),
    creatorLevel: silent(),
    levels: silent(),
    localSupplement: silent(),
    localMayRemoveParentItems: fallback(false, 'not granted'),
    review: {
      chain: fallback([], 'not demanded'),
      onlyLocal: fallback(false, 'not demanded'),
    },
    requiredFields: fallback([], 'not demanded'),
    form: silent(),
    links: fallback([], 'not demanded'),
    revisionCauses: fallback(['ENACTMENT', 'AMENDMENT', 'REPEAL', 'INTERPRETATION', 'WORK_NEED'], 'not restricted'),
    versioned: fallback(true, 'platform'),
    staleAfterDays: silent(),
    channels: fallback(['PLATFORM'], 'platform'),
  },
  itemClass: {
    codes: fallback([], 'not demanded'),
    labels: fallback([], 'not demanded'),
    ratio: fallback([], 'not demanded'),
    grounds: fallback([], 'not demanded'),
    execution: fallback([], 'not demanded'),
    minDepartments: fallback([], 'not demanded'),
    controlledCodes: fallback([], 'not demanded'),
    keyMaxShare: silent(),
    keyMaxShareAction: fallback('WARN', '5.1.3 names no number'),
    reference: silent(),
  },
  fieldClass: {
    codes: fallback(['GENERAL_FIELD'], 'not demanded'),
    initial: fallback('GENERAL_FIELD', 'not demanded'),
    specialKeyFieldGrounds: fallback([], 'not demanded'),
  },
  specialKeyLists: {
    kinds: fallback([], 'not demanded'),
  },
  keySupervisionList: {
    enabled: fallback(false, 'not demanded'),
    requiredFields: fallback([], 'not demanded'),
  },
  keyField: {
    inputs: fallback([], 'not demanded'),
    fullCoverage: fallback(false, 'not demanded'),
  },
  jointItem: {
    agreement: fallback('NONE', 'not demanded'),
    selectionGrounds: fallback([], 'not demanded'),
    groupBy: fallback([], 'not demanded'),
  },
  jointList: {
    compiler: silent(),
    sources: fallback([], 'not demanded'),
    classCodes: fallback([], 'not demanded'),
  },
  lists: {
    regulatoryMatterKinds: fallback([], 'not demanded'),
    implementationBasedOnRegulatoryMatter: fallback(false, 'not demanded'),
    itemBasedOnImplementation: fallback(false, 'not demanded'),
  },
  itemFamilies: {
    kinds: fallback([], 'not demanded'),
  },
  guide: {
    requiredPerItem: fallback(false, 'not demanded'),
    requiredFields: fallback([], 'not demanded'),
    versioned: fallback(true, 'platform'),
  },
  specialInspection: {
    inRandomFields: fallback('UNRESTRICTED', 'not demanded'),
  },
} satisfies Defaults<ItemListAnswers>;
