import { newId } from '@sortition/kernel';
import type { Entry } from '../inspection-object/entry.ts';
import { isDrawable } from '../roster/tell-roster.ts';
import { textArray } from '../text-array.ts';
import { copyValue } from './copy-text.ts';

/** What all new entries of a batch have in common. */
export interface Stamp {
  readonly ownerDepartmentId: string | null;
  readonly sourceSystem: string | null;
  readonly profile: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** A new entry on its way into the table. `sealed` are its telephone and the fields of its kind. */
export interface NewObject {
  readonly id: string;
  readonly entry: Entry;
  readonly sealed: { readonly contactPhoneSealed: string | null; readonly details: unknown };
}

export const newObject = (entry: Entry, sealed: NewObject['sealed']): NewObject => ({ id: newId(), entry, sealed });

export const COPY_OBJECTS = `copy registry.inspection_object (division_code, id, kind, name, identity_key, code, uscc, registration_number, counterpart_nature, district,
  inspection_address, contact_phone_sealed, legal_representative, entity_type, registered_capital, business_scope, registered_on, details, tags, risk_level, credit_level, weight,
  owner_department_id, source_system, state, missing_fields, profile, row_version, roster_version, recorded_at, recorded_by) from stdin`;

/** An entry as a line of COPY_OBJECTS. */
export function objectLine({ id, entry, sealed }: NewObject, stamp: Stamp, rosterVersion: number): string {
  const { code } = entry;
  return `${entry.divisionCode}\t${id}\t${entry.kind}\t${copyValue(entry.name)}\t${copyValue(entry.identityKey)}\t${copyValue(code)}\t${copyValue(entry.uscc)}\t${copyValue(entry.registrationNumber)}\t${
    copyValue(entry.counterpartNature)}\t${copyValue(entry.district)}\t${copyValue(entry.inspectionAddress)}\t${copyValue(sealed.contactPhoneSealed)}\t${copyValue(entry.legalRepresentative)}\t${
    copyValue(entry.entityType)}\t${copyValue(entry.registeredCapital)}\t${copyValue(entry.businessScope)}\t${copyValue(entry.registeredOn)}\t${
    sealed.details === null ? '\\N' : copyValue(JSON.stringify(sealed.details))}\t${copyValue(textArray(entry.tags))}\t${copyValue(entry.riskLevel)}\t${copyValue(entry.creditLevel)}\t${entry.weight}\t${
    copyValue(stamp.ownerDepartmentId)}\t${copyValue(stamp.sourceSystem)}\tACTIVE\t${copyValue(textArray(entry.missingFields))}\t${stamp.profile}\t1\t${rosterVersion}\t${stamp.recordedAt}\t${stamp.recordedBy}\n`;
}

export const COPY_EVENTS = 'copy kit.event (id, type, version, payload, occurred_at, actor, trace) from stdin';

/**
 * A batch of the roster as a line of COPY_EVENTS: the payload of ObjectRosterChanged, written without a detour over objects.
 * Only tags are free text, so only they are escaped.
 */
export function rosterEventLine(objects: readonly NewObject[], stamp: Stamp, event: { readonly rosterVersion: number; readonly version: number; readonly trace: string }): string {
  const rest = `"active":${isDrawable('ACTIVE')},"ownerDepartmentId":${JSON.stringify(stamp.ownerDepartmentId)}}`;
  let members = '';
  for (const { id, entry } of objects) {
    members += `${members === '' ? '' : ','}{"objectId":"${id}","divisionCode":"${entry.divisionCode}","kind":"${entry.kind}","tags":${
      entry.tags.length === 0 ? '[]' : copyValue(JSON.stringify(entry.tags))},"riskLevel":${jsonText(entry.riskLevel)},"creditLevel":${jsonText(entry.creditLevel)},"weight":${entry.weight},${rest}`;
  }
  const payload = `{"rosterVersion":${event.rosterVersion},"objects":[${members}]}`;
  return `${newId()}\tObjectRosterChanged\t${event.version}\t${payload}\t${stamp.recordedAt}\t${stamp.recordedBy}\t${event.trace}\n`;
}

const jsonText = (value: string | null): string => (value === null ? 'null' : JSON.stringify(value));
