import { assumed, silent, text } from '../../answer.ts';
import type { ItemListAnswers } from '../../schema/item-list.schema.ts';

export const itemList: ItemListAnswers = {
  itemList: {
    nothingOutside: text(true, 'art.3'),
    creatorLevel: text(['DEPARTMENT'], 'art.14'),
    levels: silent(),
    localSupplement: text('DEPARTMENT_ISSUES', 'art.14'),
    localMayRemoveParentItems: silent(),
    review: {
      chain: silent(),
      onlyLocal: silent(),
    },
    requiredFields: text(['legalBasis', 'inspectingBody', 'objectType', 'content', 'modes', 'ratio', 'frequency'], 'art.14'),
    form: silent(),
    links: silent(),
    revisionCauses: assumed(['ENACTMENT', 'AMENDMENT', 'REPEAL', 'WORK_NEED'], 'art.44'),
    versioned: text(true, 'art.44'),
    staleAfterDays: silent(),
    channels: text(['GZ_PROVINCIAL_PLATFORM'], 'art.44'),
  },
  itemClass: {
    codes: text(['A', 'B', 'C'], 'art.14'),
    labels: text([{ code: 'A', zh: 'A类（一般检查事项）' }, { code: 'B', zh: 'B类（重点检查事项）' }, { code: 'C', zh: 'C类（联合检查事项）' }], 'art.14'),
    ratio: text([
      { code: 'A', rule: 'BOUNDED', min: 0, minInclusive: false, max: 0.1, maxInclusive: true },
      { code: 'B', rule: 'NO_MAXIMUM', min: 0.1, minInclusive: false, max: null, maxInclusive: false },
      { code: 'C', rule: 'UNSET', min: 0, minInclusive: false, max: null, maxInclusive: false },
    ], 'art.14'),
    grounds: text([
      { code: 'A', grounds: ['GENERAL_FIELD'] },
      { code: 'B', grounds: ['KEY_MATTER'] },
      { code: 'C', grounds: ['CROSSING_COMPETENCE'] },
    ], 'art.14'),
    execution: text([{ code: 'A', execution: 'SINGLE' }, { code: 'B', execution: 'SINGLE' }, { code: 'C', execution: 'JOINT' }], 'art.28'),
    minDepartments: text([{ code: 'C', min: 2 }], 'art.14'),
    controlledCodes: silent(),
    keyMaxShare: silent(),
    keyMaxShareAction: silent(),
    reference: text('GZ_CROSS_DEPARTMENT_LIST', 'art.14'),
  },
  fieldClass: {
    codes: text(['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'], 'art.11'),
    initial: text('GENERAL_FIELD', 'art.11'),
    specialKeyFieldGrounds: text(['PUBLIC_SAFETY', 'LIFE_AND_HEALTH', 'HIGH_PUBLIC_CONCERN'], 'art.11'),
  },
  specialKeyLists: {
    kinds: text(['SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT'], 'art.12'),
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
    selectionGrounds: text(['CROSSING_COMPETENCE'], 'art.14'),
    groupBy: silent(),
  },
  jointList: {
    compiler: text('JOINT_CONFERENCE_OFFICE', 'art.34'),
    sources: text(['PLANS', 'ITEM_LISTS'], 'art.34'),
    classCodes: text(['C'], 'art.38'),
  },
  lists: {
    regulatoryMatterKinds: text(['INSPECTION', 'PENALTY', 'COERCION'], 'art.10'),
    implementationBasedOnRegulatoryMatter: text(true, 'art.10'),
    itemBasedOnImplementation: text(true, 'art.14'),
  },
  itemFamilies: {
    kinds: silent(),
  },
  guide: {
    requiredPerItem: silent(),
    requiredFields: silent(),
    versioned: silent(),
  },
  specialInspection: {
    inRandomFields: silent(),
  },
};
