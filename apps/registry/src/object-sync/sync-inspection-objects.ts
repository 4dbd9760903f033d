import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, recordNoChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SyncedObject, SyncInspectionObjectsInput } from '../generated/resolvers.ts';
import { isDay } from '../inspection-object/check-entry.rules.ts';
import { entryRulesOf, type EntryRules } from '../inspection-object/entry-rules.ts';
import { objectsByIdentity, type ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { entryIsOwn, KEEPERS } from '../inspection-object/save-inspection-object.ts';
import { sealEntry } from '../inspection-object/seal-entry.ts';
import { differs, storeObjects, type ObjectChange } from '../inspection-object/store-entry.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';

const MOST = 1_000;

export interface SyncAnswer {
  readonly updated: number;
  readonly deactivated: number;
  readonly unmatched: readonly string[];
}

/** What a source system has changed of entries that the directory holds; what it does not say of them stays. A department's adapter speaks of its own entries, the platform's of all in its area. SY art.11(2), GA art.19. */
export const syncInspectionObjects = (personalData: PersonalData) => async (tx: Tx, act: Act, input: SyncInspectionObjectsInput): Promise<Outcome<SyncAnswer>> => {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const found = rulesInForce(own.value.profile, act.now);
  if (!found.ok) return found;
  const profile = found.value;
  const clause = clauseOf(profile.objectDirectory.update);
  const source = input.source.trim();
  if (source === '') return refuse('MISSING_FIELD', clause, { field: 'source' });
  if (input.changes.length > MOST) return refuse('INVALID_VALUE', clause, { field: 'changes', max: MOST });
  const rules = entryRulesOf(profile, dayOf(act.now));
  const version = await lockRoster(tx, 'OBJECT');
  const area = own.value.divisionCode.replace(/(?:00){1,2}$/, '');
  const known = new Map((await objectsByIdentity(tx, input.changes.map(({ key }) => key))).filter((row) => row.divisionCode.startsWith(area)).map((row) => [row.identityKey, row]));
  const changes: ObjectChange[] = [];
  for (const change of input.changes) {
    const before = known.get(change.key);
    if (before === undefined) continue;
    const allowed = hasRole(act.identity, 'PLATFORM_ADMIN') ? ok(true) : entryIsOwn(profile, own.value, before);
    if (!allowed.ok) return allowed;
    const sound = changeIsSound(profile, rules, source, before, change);
    if (!sound.ok) return sound;
    const after = { ...changed(personalData, rules, before, change), sourceSystem: source, rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: `sync ${source}` };
    if (!changes.some(({ before: earlier }) => earlier?.id === before.id) && differs(before, after)) changes.push({ before, after });
  }
  if (changes.length === 0) recordNoChange(tx);
  await storeObjects(tx, act, version, changes);
  const deactivated = changes.filter(({ before, after }) => after.state === 'INACTIVE' && before?.state !== 'INACTIVE').length;
  return ok({ updated: changes.length - deactivated, deactivated, unmatched: input.changes.map(({ key }) => key).filter((key) => !known.has(key)) });
};

/** The source is one that the profile names for the kind, and what it says is possible. */
function changeIsSound(profile: Profile, rules: EntryRules, source: string, entry: ObjectRow, change: SyncedObject): Outcome<true> {
  const { sync } = profile.objectDirectory;
  const sources: readonly string[] | undefined = sync.value.find(({ kind }) => kind === entry.kind)?.sources;
  if (sources !== undefined && !sources.includes(source)) return refuse('INVALID_VALUE', clauseOf(sync), { field: 'source', value: source, allowed: sources });
  if (change.registeredOn != null && !isDay(change.registeredOn)) return refuse('INVALID_VALUE', rules.clause, { field: 'registeredOn', value: change.registeredOn });
  if (change.divisionCode != null && rules.divisionToday(change.divisionCode) === null) return refuse('INVALID_VALUE', rules.clause, { field: 'divisionCode', value: change.divisionCode });
  return ok(true);
}

function changed(personalData: PersonalData, rules: EntryRules, before: ObjectRow, change: SyncedObject): ObjectRow {
  const said = <T>(value: T | null | undefined, present: T): T => value ?? present;
  return {
    ...before, name: said(change.name, before.name), inspectionAddress: said(change.inspectionAddress, before.inspectionAddress), legalRepresentative: said(change.legalRepresentative, before.legalRepresentative),
    businessScope: said(change.businessScope, before.businessScope), entityType: said(change.entityType, before.entityType), registeredOn: said(change.registeredOn, before.registeredOn),
    divisionCode: change.divisionCode == null ? before.divisionCode : rules.divisionToday(change.divisionCode) ?? before.divisionCode,
    contactPhoneSealed: change.contactPhone == null ? before.contactPhoneSealed : sealEntry(personalData, { contactPhone: change.contactPhone, details: null }, before).contactPhoneSealed,
    state: change.deregistered === true ? 'INACTIVE' : before.state,
  };
}
