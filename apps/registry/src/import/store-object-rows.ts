import type pg from 'pg';
import { EVENTS } from '@sortition/events';
import type { Act, PersonalData, Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { makeConfirmationsStale } from '../directory-confirmation/directory-confirmation.store.ts';
import type { EntryRules } from '../inspection-object/entry-rules.ts';
import type { Entry } from '../inspection-object/entry.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { replaceObjects } from '../inspection-object/inspection-object.store.ts';
import { twinsOf } from '../inspection-object/save-inspection-object.ts';
import { sealEntry } from '../inspection-object/seal-entry.ts';
import { differs, rowOf, type ObjectChange } from '../inspection-object/store-entry.ts';
import { advanceRoster, lockRoster } from '../roster/roster.store.ts';
import { BATCH, batchesOf, tellObjectRoster } from '../roster/tell-roster.ts';
import type { FileRecord } from './csv-records.ts';
import { copyInto } from './copy-text.ts';
import { COPY_EVENTS, COPY_OBJECTS, newObject, objectLine, rosterEventLine, type NewObject, type Stamp } from './object-lines.ts';
import type { RefusedRow } from './refused-rows.ts';
import type { CheckedRecord, Settled } from './row-importer.ts';

export interface ObjectImport {
  readonly client: pg.Client;
  readonly rules: EntryRules;
  readonly personalData: PersonalData;
  readonly ownerDepartmentId: string | null;
  readonly sourceSystem: string | null;
  readonly dryRun: boolean;
}

const NOTHING_SEALED = { contactPhoneSealed: null, details: null };

interface SoundRow {
  readonly record: FileRecord;
  readonly row: Entry;
}

/** Stores a batch of sound rows: new ones by COPY, changed ones with what they were, and the roster told of both. */
export async function storeObjectRows(tx: Tx, act: Act, work: ObjectImport, checked: readonly CheckedRecord<Entry>[]): Promise<Settled> {
  const rows = checked.flatMap((row) => ('row' in row ? [row] : []));
  const version = work.dryRun ? 0 : await lockRoster(tx, 'OBJECT');
  const known = await entriesLike(tx, rows);
  const fresh: NewObject[] = [];
  const changes: ObjectChange[] = [];
  const refused: RefusedRow[] = [];
  let unchanged = 0;
  for (const sound of rows) {
    const entry = sound.row;
    const before = known.size === 0 ? undefined : known.get(entry.identityKey) ?? known.get(entry.registrationNumber ?? '');
    if (before === undefined) fresh.push(newObject(entry, entry.contactPhone === null && entry.details === null ? NOTHING_SEALED : sealEntry(work.personalData, entry, null)));
    else if (before.name !== entry.name) refused.push(anotherEntry(sound, before));
    else if (saysNothingNew(work, keepingTheCloserDivision(entry, before), before)) unchanged += 1;
    else {
      const after = afterwards(work, act, keepingTheCloserDivision(entry, before), before);
      if (differs(before, after)) changes.push({ before, after });
      else unchanged += 1;
    }
  }
  if (!work.dryRun) await write(tx, act, work, version, fresh, changes);
  return { created: fresh.length, updated: changes.length, unchanged, refused };
}

async function entriesLike(tx: Tx, rows: readonly SoundRow[]): Promise<Map<string, ObjectRow>> {
  const known = new Map<string, ObjectRow>();
  for (const twin of await twinsOf(tx, rows.map(({ row }) => row))) {
    known.set(twin.identityKey, twin);
    if (twin.registrationNumber !== null) known.set(twin.registrationNumber, twin);
  }
  return known;
}

const anotherEntry = ({ record, row: entry }: SoundRow, before: ObjectRow): RefusedRow => ({
  record, errors: [{ code: 'DUPLICATE_OBJECT', field: entry.kind === 'PRODUCT' ? 'licenceNo' : 'code', details: { reason: 'OTHER_ENTRY', name: before.name, inspectionObjectId: before.id } }],
});

/** A file without addresses knows only the city of an entry whose district is known already. */
function keepingTheCloserDivision(entry: Entry, before: ObjectRow): Entry {
  const within = entry.divisionCode.replace(/(?:00){1,2}$/, '');
  const isCoarser = within.length < 6 && entry.divisionCode !== before.divisionCode && before.divisionCode.startsWith(within);
  return isCoarser ? { ...entry, divisionCode: before.divisionCode, district: before.district } : entry;
}

const PLAIN_FIELDS = [
  'kind', 'uscc', 'registrationNumber', 'counterpartNature', 'divisionCode', 'district', 'inspectionAddress', 'legalRepresentative', 'entityType', 'registeredCapital', 'businessScope',
  'registeredOn', 'riskLevel', 'creditLevel',
] as const satisfies readonly (keyof Entry & keyof ObjectRow)[];

/** Nearly every row of a file that is brought in again: told without building what it would become. Sealed fields take the long way. */
function saysNothingNew({ ownerDepartmentId, rules }: ObjectImport, entry: Entry, before: ObjectRow): boolean {
  return entry.contactPhone === null && entry.details === null && entry.tags.length === 0
    && PLAIN_FIELDS.every((field) => entry[field] === null || entry[field] === before[field])
    && (before.ownerDepartmentId !== null || ownerDepartmentId === null) && before.profile === rules.profile.id && before.code !== null
    && before.missingFields.every((field) => entry.missingFields.includes(field));
}

/** What a source does not say of an entry stays as it is: a register without telephones takes none away. */
function afterwards({ personalData, ownerDepartmentId, rules }: ObjectImport, act: Act, entry: Entry, before: ObjectRow): ObjectRow {
  const keeping = {
    ownerDepartmentId: before.ownerDepartmentId ?? ownerDepartmentId, sourceSystem: before.sourceSystem, externalId: before.externalId, state: before.state,
    profile: rules.profile.id, reason: null,
  };
  const after = rowOf(personalData, act, { ...entry, code: before.code ?? entry.code, identityKey: before.identityKey }, keeping, before);
  const kept = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value ?? before[name as keyof ObjectRow]])) as ObjectRow;
  return {
    ...kept, tags: entry.tags.length === 0 ? before.tags : [...entry.tags], weight: before.weight, recordedAt: act.now, reason: null, registrationNumber: before.registrationNumber ?? after.registrationNumber,
    missingFields: entry.missingFields.filter((field) => before.missingFields.includes(field)),
  };
}

async function write(tx: Tx, act: Act, { client, rules, ownerDepartmentId, sourceSystem }: ObjectImport, version: number, fresh: readonly NewObject[], changes: readonly ObjectChange[]): Promise<void> {
  const stamp: Stamp = { ownerDepartmentId, sourceSystem, profile: rules.profile.id, recordedAt: act.now.toISOString(), recordedBy: act.identity.subject };
  const batches = batchesOf(fresh.length);
  if (fresh.length > 0) {
    await copyInto(client, COPY_OBJECTS, linesOf(fresh, stamp, version));
    await copyInto(client, COPY_EVENTS, eventLines(fresh, stamp, version, act.trace));
    await advanceRoster(tx, 'OBJECT', batches, act.now);
    await makeConfirmationsStale(tx, act, [ownerDepartmentId]);
    await gainAssets(tx, act, [{ departmentId: ownerDepartmentId, asset: 'OBJECT_DIRECTORY' }]);
  }
  if (changes.length > 0) {
    const stamped = changes.flatMap(({ before, after }, index) => (before === null ? [] : [{ before, after: { ...after, rosterVersion: version + batches + Math.floor(index / BATCH) + 1 } }]));
    await replaceObjects(tx, stamped);
    await tellObjectRoster(tx, act, version + batches, stamped.map(({ after }) => after));
  }
}

function* linesOf(objects: readonly NewObject[], stamp: Stamp, version: number): Generator<string> {
  for (const [index, object] of objects.entries()) yield objectLine(object, stamp, version + Math.floor(index / BATCH) + 1);
}

function* eventLines(objects: readonly NewObject[], stamp: Stamp, version: number, trace: string): Generator<string> {
  for (let batch = 0; batch < batchesOf(objects.length); batch += 1) {
    yield rosterEventLine(objects.slice(batch * BATCH, (batch + 1) * BATCH), stamp, { rosterVersion: version + batch + 1, version: EVENTS.ObjectRosterChanged.version, trace });
  }
}
