import { dayOf, ok, refusal, refuse, renderRefusal, type Outcome, type RefusalDetails } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordNoChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import type { DepartmentRow } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import { standardInForce } from '../directory-standard/directory-standard.store.ts';
import type { ImportedObject, ImportInspectionObjectsInput } from '../generated/resolvers.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { checkEntry } from './check-entry.rules.ts';
import { entryRulesOf, type EntryRules } from './entry-rules.ts';
import type { Entry, EntryError } from './entry.ts';
import { objectsOfSource, type ObjectRow } from './inspection-object.store.ts';
import { entryIsOwn, KEEPERS, twinsOf } from './save-inspection-object.ts';
import { differs, rowOf, storeObjects, type ObjectChange } from './store-entry.ts';

const MOST = 1_000;

export interface RowAnswer {
  readonly line: number;
  readonly externalId: string;
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REFUSED';
  readonly inspectionObjectId: string | null;
  readonly errors: readonly { readonly code: string; readonly field: string; readonly reason: string | null; readonly messageZh: string }[];
}

export interface ImportAnswer {
  readonly rows: readonly RowAnswer[];
}

interface Known {
  readonly bySource: ReadonlyMap<string, ObjectRow>;
  readonly byKey: ReadonlyMap<string, ObjectRow>;
}

/** Takes rows of another system, each once: the same key of the same system is the same entry for ever. CQ 4.2. */
export const importInspectionObjects = (personalData: PersonalData) => async (tx: Tx, act: Act, input: ImportInspectionObjectsInput): Promise<Outcome<ImportAnswer>> => {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  return profile.ok ? takeRows(personalData, tx, act, { ...input, department: own.value, profile: profile.value, arriveAs: 'ACTIVE' }) : profile;
};

export interface Delivery {
  readonly department: DepartmentRow;
  readonly profile: Profile;
  readonly sourceSystem: string;
  readonly rows: readonly ImportedObject[];
  readonly dryRun?: boolean | null | undefined;
  /** State of entries that are new; known ones keep theirs. */
  readonly arriveAs: 'ACTIVE' | 'CANDIDATE';
}

/** Stores the sound rows of a delivery and says of every row what became of it. */
export async function takeRows(personalData: PersonalData, tx: Tx, act: Act, input: Delivery): Promise<Outcome<ImportAnswer>> {
  const { department, profile, arriveAs } = input;
  if (input.rows.length > MOST) return refuse('INVALID_VALUE', clauseOf(profile.objectDirectory.bulkImport), { field: 'rows', max: MOST });
  if (input.sourceSystem.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.objectDirectory.bulkImport), { field: 'sourceSystem' });
  const rules = entryRulesOf(profile, dayOf(act.now), await standardInForce(tx, profile.code, 'OBJECT'));
  const version = await lockRoster(tx, 'OBJECT');
  const checked = input.rows.map((row) => ({ row, ...checkEntry(rules, row.object, 'FORM') }));
  const known = await knownEntries(tx, input.sourceSystem, input.rows, checked.flatMap(({ entry }) => entry ?? []));
  const seen = new Set<string>();
  const changes: ObjectChange[] = [];
  const rows = checked.map(({ row, entry, errors }, index): RowAnswer => {
    const settled = entry === null ? { errors } : settleRow(personalData, act, { rules, department, sourceSystem: input.sourceSystem, arriveAs, row, entry, known, seen });
    if ('change' in settled && settled.outcome !== 'UNCHANGED') changes.push(settled.change);
    return {
      line: index + 1, externalId: row.externalId, outcome: 'change' in settled ? settled.outcome : 'REFUSED', inspectionObjectId: 'change' in settled && input.dryRun !== true ? settled.change.after.id : null,
      errors: 'change' in settled ? [] : settled.errors.map((error) => explained(rules, error)),
    };
  });
  if (changes.length === 0 || input.dryRun === true) recordNoChange(tx);
  if (input.dryRun !== true) await storeObjects(tx, act, version, changes);
  return ok({ rows });
}

async function knownEntries(tx: Tx, sourceSystem: string, rows: readonly ImportedObject[], entries: readonly Entry[]): Promise<Known> {
  const ofSource = rows.length === 0 ? [] : await objectsOfSource(tx, sourceSystem, rows.map(({ externalId }) => externalId));
  const byKey = new Map<string, ObjectRow>();
  for (const twin of await twinsOf(tx, entries)) {
    byKey.set(twin.identityKey, twin);
    if (twin.registrationNumber !== null) byKey.set(twin.registrationNumber, twin);
  }
  return { bySource: new Map(ofSource.map((row) => [row.externalId ?? '', row])), byKey };
}

interface RowCase {
  readonly rules: EntryRules;
  readonly department: DepartmentRow;
  readonly sourceSystem: string;
  readonly arriveAs: Delivery['arriveAs'];
  readonly row: ImportedObject;
  readonly entry: Entry;
  readonly known: Known;
  readonly seen: Set<string>;
}

type Settled = { readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'; readonly change: ObjectChange } | { readonly errors: readonly EntryError[] };

/** The entry that a row is, if the directory has it; another object with its code, or a second row with it, is a duplicate and never merged. */
function settleRow(personalData: PersonalData, act: Act, { rules, department, sourceSystem, arriveAs, row, entry, known, seen }: RowCase): Settled {
  const duplicate = (details: RefusalDetails): Settled => ({ errors: [{ code: 'DUPLICATE_OBJECT', field: 'code', details: { field: 'code', ...details } }] });
  const twin = known.byKey.get(entry.identityKey) ?? (entry.registrationNumber === null ? undefined : known.byKey.get(entry.registrationNumber));
  const before = known.bySource.get(row.externalId) ?? twin ?? null;
  const linkedElsewhere = before !== null && before.externalId !== null && (before.sourceSystem !== sourceSystem || before.externalId !== row.externalId);
  if (seen.has(entry.identityKey) || seen.has(`source:${row.externalId}`)) return duplicate({ reason: 'TWICE_IN_CALL' });
  seen.add(entry.identityKey).add(`source:${row.externalId}`);
  if (twin !== undefined && (linkedElsewhere || twin.id !== before?.id || (before.externalId === null && twin.name !== entry.name))) {
    return duplicate({ reason: 'OTHER_ENTRY', inspectionObjectId: twin.id, name: twin.name });
  }
  if (before !== null && !entryIsOwn(rules.profile, department, before).ok) return { errors: [{ code: 'INVALID_VALUE', field: 'ownerDepartment', details: { field: 'ownerDepartment', reason: 'OTHER_DEPARTMENT' } }] };
  const after = rowOf(personalData, act, entry, {
    ownerDepartmentId: before?.ownerDepartmentId ?? department.id, sourceSystem, externalId: row.externalId, state: before === null ? arriveAs : before.state === 'INACTIVE' || before.state === 'CANDIDATE' ? before.state : 'ACTIVE', profile: rules.profile.id, reason: null,
  }, before);
  return { outcome: before === null ? 'CREATED' : differs(before, after) ? 'UPDATED' : 'UNCHANGED', change: { before, after } };
}

function explained(rules: EntryRules, { code, field, details }: EntryError): RowAnswer['errors'][number] {
  const reason = details['reason'];
  return { code, field, reason: typeof reason === 'string' ? reason : null, messageZh: renderRefusal(refusal(code, rules.clause, details)).messageZh };
}
