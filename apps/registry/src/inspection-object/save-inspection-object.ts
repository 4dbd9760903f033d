import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, recordNoChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { findDepartment, type DepartmentRow } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import { standardInForce } from '../directory-standard/directory-standard.store.ts';
import type { SaveInspectionObjectInput } from '../generated/resolvers.ts';
import type { OfInspectionObject } from '../payloads.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { checkEntry, type Completeness } from './check-entry.rules.ts';
import { entryRulesOf, type EntryRules } from './entry-rules.ts';
import type { Entry } from './entry.ts';
import { findObjects, objectsByIdentity, objectsByOldNumber, type ObjectRow } from './inspection-object.store.ts';
import { rowOf, storeObjects } from './store-entry.ts';

export const KEEPERS = ['DIRECTORY_MANAGER', 'PLATFORM_ADMIN'] as const;

/** CQ 5.2.1, GA art.10: only the department that answers for an entry maintains it; one without such a department may be taken on. */
export function entryIsOwn(profile: Profile, department: DepartmentRow, entry: Pick<ObjectRow, 'ownerDepartmentId' | 'coResponsibleIds' | 'divisionCode'>): Outcome<true> {
  const prefix = department.divisionCode.replace(/(?:00){1,2}$/, '');
  const own = entry.ownerDepartmentId === department.id || entry.coResponsibleIds.includes(department.id) || (entry.ownerDepartmentId === null && entry.divisionCode.startsWith(prefix));
  return own ? ok(true) : refuse('FORBIDDEN', clauseOf(profile.objectDirectory.ownerPrinciple), { department: department.id });
}

/** SY art.11(2): 谁监管、谁建设、谁维护. Where the supervisor keeps the directory nobody else enters into it, but for the division that coordinates. */
function directoryIsOwn(profile: Profile, department: DepartmentRow, owner: string, coordinates: boolean): Outcome<true> {
  const { ownerPrinciple } = profile.objectDirectory;
  return ownerPrinciple.value !== 'SUPERVISOR' || owner === department.id || coordinates ? ok(true) : refuse('FORBIDDEN', clauseOf(ownerPrinciple), { department: department.id });
}

/** A candidate stays one until its department has confirmed it, whatever else is changed. CC art.7. */
function stateOf(completeness: Completeness, entry: Entry, before: ObjectRow | null): string {
  if (before?.state === 'CANDIDATE') return 'CANDIDATE';
  return completeness === 'DRAFT' && entry.missingFields.length > 0 ? 'DRAFT' : 'ACTIVE';
}

/** The same object of another department: one entry with two responsible units, never two entries. SY art.11(1). */
async function shareEntry(tx: Tx, act: Act, version: number, department: DepartmentRow, twin: ObjectRow): Promise<Outcome<OfInspectionObject>> {
  if (twin.ownerDepartmentId === department.id || twin.coResponsibleIds.includes(department.id)) {
    recordNoChange(tx);
    return ok({ inspectionObjectId: twin.id });
  }
  const after = { ...twin, coResponsibleIds: [...twin.coResponsibleIds, department.id], rowVersion: twin.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: null };
  await storeObjects(tx, act, version, [{ before: twin, after }]);
  return ok({ inspectionObjectId: twin.id });
}

/** Enters or changes an entry of the object directory. */
export const saveInspectionObject = (personalData: PersonalData) => async (tx: Tx, act: Act, input: SaveInspectionObjectInput): Promise<Outcome<OfInspectionObject>> => {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const version = await lockRoster(tx, 'OBJECT');
  const before = await entryToChange(tx, profile.value, own.value, input.id ?? null);
  if (!before.ok) return before;
  const owner = input.ownerDepartmentId ?? before.value?.ownerDepartmentId ?? own.value.id;
  if (owner !== own.value.id && await findDepartment(tx, owner) === undefined) return refuse('INVALID_VALUE', clauseOf(profile.value.objectDirectory.ownerPrinciple), { field: 'ownerDepartmentId' });

  const kept = before.value === null ? directoryIsOwn(profile.value, own.value, owner, hasRole(act.identity, 'COORDINATOR')) : ok(true);
  if (!kept.ok) return kept;

  const rules = entryRulesOf(profile.value, dayOf(act.now), await standardInForce(tx, profile.value.code, 'OBJECT'));
  const completeness = input.draft === true ? 'DRAFT' : before.value !== null && before.value.sourceSystem !== null ? 'REGISTER' : 'FORM';
  const entry = entryIsSound(rules, input, completeness);
  if (!entry.ok) return entry;
  const twin = (await twinsOf(tx, [entry.value])).find(({ id }) => id !== before.value?.id);
  if (twin !== undefined && input.shareExisting === true && before.value === null) return shareEntry(tx, act, version, own.value, twin);
  if (twin !== undefined) return refuse('DUPLICATE_OBJECT', clauseOf(profile.value.objectDirectory.dedupeKey), { inspectionObjectId: twin.id, name: twin.name, code: entry.value.code });
  const keeping = {
    ownerDepartmentId: owner, sourceSystem: before.value?.sourceSystem ?? null, externalId: before.value?.externalId ?? null,
    state: stateOf(completeness, entry.value, before.value), profile: profile.value.id, reason: input.reason ?? null,
  };
  const after = rowOf(personalData, act, entry.value, keeping, before.value);
  await storeObjects(tx, act, version, [{ before: before.value, after }]);
  return ok({ inspectionObjectId: after.id });
};

async function entryToChange(tx: Tx, profile: Profile, department: DepartmentRow, id: string | null): Promise<Outcome<ObjectRow | null>> {
  if (id === null) return ok(null);
  const [row] = await findObjects(tx, [id]);
  if (row === undefined) return refuse('NOT_FOUND', null, { inspectionObjectId: id });
  const own = entryIsOwn(profile, department, row);
  return own.ok ? ok(row) : own;
}

function entryIsSound(rules: EntryRules, input: SaveInspectionObjectInput, completeness: Completeness): Outcome<Entry> {
  const { entry, errors } = checkEntry(rules, input.object, completeness);
  if (entry === null) {
    const [first] = errors;
    return refuse(first?.code ?? 'INVALID_VALUE', rules.clause, first?.details ?? {});
  }
  return ok(entry);
}

/** Entries of the directory that are, by one of their codes, the same object. */
export async function twinsOf(tx: Tx, entries: readonly Entry[]): Promise<ObjectRow[]> {
  const oldNumbers = entries.flatMap(({ registrationNumber }) => registrationNumber ?? []);
  return [...await objectsByIdentity(tx, [...entries.map(({ identityKey }) => identityKey), ...oldNumbers]), ...await objectsByOldNumber(tx, oldNumbers)];
}
