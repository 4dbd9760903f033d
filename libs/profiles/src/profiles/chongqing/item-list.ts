import { silent, text } from '../../answer.ts';
import type { ItemListAnswers } from '../../schema/item-list.schema.ts';

export const itemList: ItemListAnswers = {
  itemList: {
    nothingOutside: silent(),
    creatorLevel: text(['MUNICIPAL'], '5.1.1'),
    levels: text(['MUNICIPAL', 'COUNTY'], '5.1.1'),
    localSupplement: text('PROPOSE_TO_MUNICIPAL', '5.1.1'),
    localMayRemoveParentItems: silent(),
    review: {
      chain: text(['MUNICIPAL_LIST_MANAGER'], '5.1.1'),
      onlyLocal: text(true, '5.1.1'),
    },
    requiredFields: text(['name', 'itemClass', 'objectType', 'inspectingBody', 'modes', 'legalBasis'], '5.1.2'),
    form: text('CQ_A1', '5.1.2'),
    links: silent(),
    revisionCauses: silent(),
    versioned: text(true, '5.1.4'),
    staleAfterDays: silent(),
    channels: text(['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES'], '5.1.4'),
  },
  itemClass: {
    codes: text(['KEY', 'GENERAL'], '5.1.3'),
    labels: text([{ code: 'KEY', zh: '重点检查事项' }, { code: 'GENERAL', zh: '一般检查事项' }], '5.1.3'),
    ratio: text([
      { code: 'KEY', rule: 'NO_MAXIMUM', min: 0, minInclusive: false, max: null, maxInclusive: false },
      { code: 'GENERAL', rule: 'PER_ITEM', min: 0, minInclusive: false, max: null, maxInclusive: true },
    ], '5.1.3'),
    grounds: text([{ code: 'KEY', grounds: ['SAFETY', 'QUALITY', 'PUBLIC_INTEREST'] }, { code: 'GENERAL', grounds: ['GENERAL_FIELD'] }], '5.1.3'),
    execution: text([{ code: 'KEY', execution: 'JOINT' }, { code: 'GENERAL', execution: 'JOINT' }], '1'),
    minDepartments: silent(),
    controlledCodes: text(['KEY'], '5.1.3'),
    keyMaxShare: silent(),
    keyMaxShareAction: silent(),
    reference: silent(),
  },
  fieldClass: {
    codes: silent(),
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
    agreement: text('ALL_DEPARTMENTS', '3.1'),
    selectionGrounds: text(['HIGH_FREQUENCY', 'HIGH_DISTURBANCE', 'MERGEABLE'], '3.1'),
    groupBy: text(['FIELD', 'OBJECT_TYPE'], '3.1'),
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
    requiredPerItem: text(true, '6.2'),
    requiredFields: text(['itemId', 'legalBasis', 'contentAndMethod', 'keyPoints'], '6.2'),
    versioned: silent(),
  },
  specialInspection: {
    inRandomFields: silent(),
  },
};
