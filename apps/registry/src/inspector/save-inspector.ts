import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { findDepartment, type DepartmentRow } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import { standardInForce } from '../directory-standard/directory-standard.store.ts';
import type { SaveInspectorInput } from '../generated/resolvers.ts';
import { findObjects } from '../inspection-object/inspection-object.store.ts';
import type { OfInspector } from '../payloads.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { tellInspectorRoster } from '../roster/tell-roster.ts';
import { rulesInForce } from '../rules-of.ts';
import { inspectorIsSound, qualificationMayChange, type InspectorDraft, type SoundInspector } from './inspector.rules.ts';
import { findByCitizenId, findBySubject, findInspectors, putInspector, type InspectorRow } from './inspector.store.ts';

const KEEPERS = ['DIRECTORY_MANAGER', 'PLATFORM_ADMIN'] as const;

/** The department whose people the caller may enter: the own one; the platform's administrator enters for any, when accounts are set up. */
async function keeperOf(tx: Tx, act: Act, departmentId: string | null | undefined): Promise<Outcome<DepartmentRow>> {
  if (hasRole(act.identity, 'PLATFORM_ADMIN') && (departmentId != null || act.identity.department === null)) {
    if (departmentId == null) return refuse('MISSING_FIELD', null, { field: 'department' });
    const department = await findDepartment(tx, departmentId);
    return department === undefined ? refuse('INVALID_VALUE', null, { field: 'departmentId' }) : ok(department);
  }
  const own = await ownDepartment(tx, act, KEEPERS, null);
  return own.ok && departmentId != null && departmentId !== own.value.id ? refuse('FORBIDDEN', null, { department: departmentId }) : own;
}

/** Enters or changes an inspector. CQ 5.3, GA art.22-24. */
export const saveInspector = (personalData: PersonalData) => async (tx: Tx, act: Act, input: SaveInspectorInput): Promise<Outcome<OfInspector>> => {
  const keeper = await keeperOf(tx, act, input.departmentId);
  if (!keeper.ok) return keeper;
  const profile = rulesInForce(keeper.value.profile, act.now);
  if (!profile.ok) return profile;
  const version = await lockRoster(tx, 'INSPECTOR');
  const [before = null] = input.id == null ? [] : await findInspectors(tx, [input.id]);
  if (before !== null && before.departmentId !== keeper.value.id) return refuse('FORBIDDEN', clauseOf(profile.value.inspectorDirectory.requiredFields), { department: keeper.value.id });
  const stored = await enterInspector(tx, act, { personalData, profile: profile.value, department: keeper.value, before, draft: input.inspector, newId: input.id ?? newId(), rosterVersion: version + 1 });
  if (!stored.ok) return stored;
  await tellInspectorRoster(tx, act, version, [stored.value]);
  return ok({ inspectorId: stored.value.id });
};

export interface InspectorEntry {
  readonly personalData: PersonalData;
  readonly profile: Profile;
  readonly department: DepartmentRow;
  readonly before: InspectorRow | null;
  readonly draft: InspectorDraft;
  readonly newId: string;
  /** Version of the roster with which the entry is told. */
  readonly rosterVersion: number;
}

/** Checks and stores one entry; the roster is told by the caller, who may have more of them. */
export async function enterInspector(tx: Tx, act: Act, entry: InspectorEntry): Promise<Outcome<InspectorRow>> {
  const { personalData, profile, before, draft } = entry;
  const sound = inspectorIsSound(profile, draft, await standardInForce(tx, profile.code, 'INSPECTOR'));
  if (!sound.ok) return sound;
  const managed = qualificationMayChange(profile, before, sound.value, act.identity.roles);
  if (!managed.ok) return managed;
  const unique = await personIsNew(tx, personalData, profile, sound.value, before);
  if (!unique.ok) return unique;
  const recused = sound.value.recusedObjectIds;
  if (recused.length > 0 && (await findObjects(tx, recused)).length < recused.length) return refuse('INVALID_VALUE', clauseOf(profile.inspectorDirectory.tagDimensions), { field: 'recusedObjectIds' });
  const row = rowOf(act, entry, sound.value, unique.value);
  await putInspector(tx, before, row);
  recordChange(tx, { entity: 'Inspector', entityId: row.id, before: before === null ? null : auditedInspector(before), after: auditedInspector(row) });
  return ok(row);
}

function rowOf(act: Act, { personalData, profile, department, before, newId: id, rosterVersion }: InspectorEntry, sound: SoundInspector, fingerprint: string | null): InspectorRow {
  const { phone, citizenId, ...fields } = sound;
  const requalified = before === null || before.qualified !== sound.qualified || before.certificateNo !== sound.certificateNo;
  return {
    ...fields, id: before?.id ?? id, departmentId: department.id, phoneSealed: phone === null ? null : personalData.seal(phone),
    citizenIdSealed: citizenId === null ? null : personalData.seal(citizenId), citizenIdFingerprint: fingerprint,
    state: profile.inspectorDirectory.qualificationConfirm.value && requalified ? 'ENTERED' : before?.state === 'ENTERED' ? 'ENTERED' : 'CONFIRMED',
    profile: profile.code, rowVersion: (before?.rowVersion ?? 0) + 1, rosterVersion, recordedAt: act.now, recordedBy: act.identity.subject,
  };
}

/** GA art.22: one person, one entry; and one account speaks for one inspector. */
async function personIsNew(tx: Tx, personalData: PersonalData, profile: Profile, sound: SoundInspector, before: InspectorRow | null): Promise<Outcome<string | null>> {
  const fingerprint = sound.citizenId === null ? null : personalData.fingerprint(sound.citizenId);
  const clause = clauseOf(profile.inspectorDirectory.uniqueKey);
  const twin = fingerprint === null ? undefined : await findByCitizenId(tx, profile.code, fingerprint);
  if (twin !== undefined && twin.id !== before?.id) return refuse('DUPLICATE_INSPECTOR', clause, { inspectorId: twin.id });
  const holder = sound.subject === null ? undefined : await findBySubject(tx, sound.subject);
  if (holder !== undefined && holder.id !== before?.id) return refuse('DUPLICATE_INSPECTOR', clause, { inspectorId: holder.id, field: 'subject' });
  return ok(fingerprint);
}

/** What the audit trail may show of an entry. */
export const auditedInspector = ({ phoneSealed, citizenIdSealed, citizenIdFingerprint: _fingerprint, ...row }: InspectorRow): object =>
  ({ ...row, phone: phoneSealed === null ? null : 'sealed', citizenId: citizenIdSealed === null ? null : 'sealed' });
