import { maskName } from '@sortition/identifiers';
import type { PersonalData } from '@sortition/service-kit';
import type { InspectionItemRow } from '../inspection-item/inspection-item.store.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { idNoShown, phoneShownTo } from '../inspection-object/seal-entry.ts';
import type { InspectorRow } from '../inspector/inspector.store.ts';
import { CATEGORY_LABELS, NATURE_LABELS, SEPARATOR } from './form-labels.ts';

/** The text of a cell by the field that fills its column. */
export type Cells = Readonly<Record<string, string | number | null | undefined>>;

type NameOf = (departmentId: string) => string;

/** Table A.1. */
export const cellsOfItem = (item: InspectionItemRow, nameOf: NameOf): Cells => ({
  serialNo: item.serialNo, field: item.field, name: item.name, objectType: item.objectType, leadDepartment: item.leadDepartmentId === null ? null : nameOf(item.leadDepartmentId),
  participatingDepartments: item.participatingDepartmentIds.map(nameOf).join(SEPARATOR), remark: item.remark,
  powerDutyCode: item.powerDutyCode, internetPlusCode: item.internetPlusCode,
});

/** Tables B.1 to B.3; personal data as the caller may see it. */
export function cellsOfObject(row: ObjectRow, personalData: PersonalData, department: string | null): Cells {
  const own = row.ownerDepartmentId !== null && row.ownerDepartmentId === department;
  const shared = {
    name: row.name, code: row.code, inspectionAddress: row.inspectionAddress, contactPhone: phoneShownTo(personalData, row.contactPhoneSealed, own), district: row.district,
    counterpartNature: row.counterpartNature === null ? null : NATURE_LABELS[row.counterpartNature], divisionCode: row.divisionCode, uscc: row.uscc,
  };
  if (row.details?.kind === 'PRODUCT') return { ...shared, ...row.details };
  if (row.details?.kind !== 'SITE') return shared;
  const { responsiblePerson, responsiblePersonIdNoSealed, ...site } = row.details;
  return {
    ...shared, ...site, siteName: row.name, responsiblePerson: responsiblePerson === undefined || own ? responsiblePerson : maskName(responsiblePerson),
    responsiblePersonIdNo: idNoShown(personalData, responsiblePersonIdNoSealed),
  };
}

/** Table C.1. */
export const cellsOfInspector = (row: InspectorRow, personalData: PersonalData, department: string | null, nameOf: NameOf): Cells => ({
  serialNo: row.serialNo, name: row.name, phone: phoneShownTo(personalData, row.phoneSealed, row.departmentId === department), district: row.district,
  department: nameOf(row.departmentId), category: CATEGORY_LABELS[row.category] ?? row.category, specialties: row.specialties.join(SEPARATOR),
});
