import { silent, text } from '../../answer.ts';
import type { ItemListAnswers } from '../../schema/item-list.schema.ts';

export const itemList: ItemListAnswers = {
  itemList: {
    nothingOutside: silent(),
    creatorLevel: text(['PROVINCIAL', 'MUNICIPAL'], 'art.5(1)'),
    levels: text(['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'], 'art.7(3)'),
    localSupplement: text('NOT_ALLOWED', 'art.10'),
    localMayRemoveParentItems: silent(),
    review: {
      chain: text(['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL'], 'art.7(2)'),
      onlyLocal: silent(),
    },
    requiredFields: silent(),
    form: silent(),
    links: silent(),
    revisionCauses: silent(),
    versioned: silent(),
    staleAfterDays: silent(),
    channels: silent(),
  },
  itemClass: {
    codes: text(['KEY', 'GENERAL'], 'art.10'),
    labels: text([{ code: 'KEY', zh: '重点检查事项' }, { code: 'GENERAL', zh: '一般检查事项' }], 'art.10'),
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
    codes: text(['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'], 'art.14(1)'),
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
    agreement: silent(),
    selectionGrounds: text(['SAME_OR_LIKE_OBJECTS'], 'art.14(4)'),
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
    kinds: text(['REGISTRATION_INFO', 'PUBLICISED_INFO'], 'art.7(1)'),
  },
  guide: {
    requiredPerItem: text(true, 'art.2'),
    requiredFields: silent(),
    versioned: silent(),
  },
  specialInspection: {
    inRandomFields: text('FORBIDDEN_IN_PRINCIPLE', 'art.10'),
  },
};
