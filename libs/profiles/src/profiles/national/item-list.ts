import { silent, text } from '../../answer.ts';
import type { ItemListAnswers } from '../../schema/item-list.schema.ts';

export const itemList: ItemListAnswers = {
  itemList: {
    nothingOutside: silent(),
    creatorLevel: text(['PROVINCIAL'], '2.1'),
    levels: text(['NATIONAL', 'PROVINCIAL'], '2.1'),
    localSupplement: text('PROVINCE_ADAPTS', '2.1'),
    localMayRemoveParentItems: silent(),
    review: {
      chain: silent(),
      onlyLocal: silent(),
    },
    requiredFields: silent(),
    form: silent(),
    links: text(['POWER_DUTY_LIST', 'INTERNET_PLUS_SUPERVISION'], '2.1'),
    revisionCauses: silent(),
    versioned: text(true, '2.1'),
    staleAfterDays: silent(),
    channels: silent(),
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
    codes: text(['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'], '2.6'),
    initial: silent(),
    specialKeyFieldGrounds: silent(),
  },
  specialKeyLists: {
    kinds: silent(),
  },
  keySupervisionList: {
    enabled: text(true, '2.6'),
    requiredFields: text(['body', 'object', 'measure'], '2.6'),
  },
  keyField: {
    inputs: text(['INDUSTRY_RISK', 'VIOLATIONS', 'CREDIT_RISK'], '2.6'),
    fullCoverage: text(true, '2.6'),
  },
  jointItem: {
    agreement: silent(),
    selectionGrounds: text(['MANY_FIELDS', 'HIGH_FREQUENCY'], '3.1'),
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
    requiredPerItem: text(true, '2.1'),
    requiredFields: silent(),
    versioned: text(true, '2.1'),
  },
  specialInspection: {
    inRandomFields: text('FORBIDDEN_IN_PRINCIPLE', '2.2'),
  },
};
