import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { parseUscc } from '@sortition/identifiers';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ImportCreditRiskClassesInput, RefreshCreditDataInput } from '../generated/resolvers.ts';
import { isDay } from '../inspection-object/check-entry.rules.ts';
import { findObjects, objectsByIdentity } from '../inspection-object/inspection-object.store.ts';
import { storeObjects } from '../inspection-object/store-entry.ts';
import type { OfInspectionObject } from '../payloads.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { classesOf, findPush, GENERAL, putClasses, putPush, UNCLASSIFIED, unclassifyOthers, type CreditRiskClassRow } from './credit-risk.store.ts';

const RECEIVERS = ['COORDINATOR', 'DIRECTORY_MANAGER', 'PLATFORM_ADMIN'] as const;
const MOST = 1_000;
const CODE = /^[A-Z0-9_]{1,40}$/;

export interface ImportedClasses {
  readonly received: number;
  readonly matched: number;
  readonly unclassified: number;
}

/** Takes classes of the classification system (信用风险分类): the general ones as a whole push, an industry's as they come. SAMR 2.3, 2.5. */
export async function importCreditRiskClasses(tx: Tx, act: Act, input: ImportCreditRiskClassesInput): Promise<Outcome<ImportedClasses>> {
  const own = await ownDepartment(tx, act, RECEIVERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const sound = classesAreSound(profile.value, input);
  if (!sound.ok) return sound;
  const version = await lockRoster(tx, 'OBJECT');
  const rows = input.rows.map((row): CreditRiskClassRow => ({ ...row, profile: profile.value.code, scheme: input.scheme, source: input.source, pushId: input.pushId ?? null, receivedAt: act.now }));
  const pushed = await countIntoPush(tx, act, profile.value, input);
  if (!pushed.ok) return pushed;
  await putClasses(tx, rows);
  const left = pushed.value.complete ? await unclassifyOthers(tx, pushed.value.push, dayOf(act.now), act.now) : [];
  recordChange(tx, { entity: 'CreditRiskClass', entityId: input.pushId ?? input.scheme, before: null, after: { scheme: input.scheme, source: input.source, rows: rows.length, unclassified: left.length } });
  const levels = new Map([...rows.map(({ uscc, riskClass }) => [uscc, riskClass] as const), ...left.map((uscc) => [uscc, UNCLASSIFIED] as const)]);
  const known = await setLevels(tx, act, version, levels, input.scheme === GENERAL ? `credit ${input.source}` : null);
  return ok({ received: pushed.value.received, matched: rows.filter(({ uscc }) => known.has(uscc)).length, unclassified: left.length });
}

function classesAreSound(profile: Profile, { source, scheme, pushId, rows }: ImportCreditRiskClassesInput): Outcome<true> {
  const clause = clauseOf(profile.integration.creditRisk.general);
  if (source.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'source' });
  if (!CODE.test(scheme)) return refuse('INVALID_VALUE', clause, { field: 'scheme', value: scheme });
  if (scheme === GENERAL && pushId == null) return refuse('MISSING_FIELD', clause, { field: 'pushId' });
  if (rows.length > MOST || new Set(rows.map(({ uscc }) => uscc)).size < rows.length) return refuse('INVALID_VALUE', clause, { field: 'rows', max: MOST });
  for (const { uscc, riskClass, classifiedOn } of rows) {
    const code = parseUscc(uscc);
    if (!code.ok) return code;
    if (!CODE.test(riskClass)) return refuse('INVALID_VALUE', clause, { field: 'riskClass', value: riskClass });
    if (!isDay(classifiedOn)) return refuse('INVALID_VALUE', clause, { field: 'classifiedOn', value: classifiedOn });
  }
  return ok(true);
}

/** Pages of a push are counted; the last one says how many there should be. */
async function countIntoPush(tx: Tx, act: Act, profile: Profile, { scheme, pushId, source, rows, total }: ImportCreditRiskClassesInput) {
  const clause = clauseOf(profile.integration.creditRisk.general);
  const before = scheme === GENERAL && pushId != null ? await findPush(tx, pushId) : undefined;
  if (before !== undefined && (before.completedAt !== null || before.profile !== profile.code)) return refuse('INVALID_TRANSITION', clause, { from: 'COMPLETED', to: 'RECEIVING' });
  const received = (before?.received ?? 0) + rows.length;
  const push = { id: pushId ?? '', profile: profile.code, source, received, completedAt: total == null ? null : act.now };
  if (scheme !== GENERAL) return ok({ push, received, complete: false });
  if (total != null && total !== received) return refuse('INVALID_VALUE', clause, { field: 'total', total, received });
  await putPush(tx, push);
  return ok({ push, received, complete: total != null });
}

/** Joined by the unified code, those that the directory has are given back; the general class is the one that draws are parted by. An object without class has no level. */
async function setLevels(tx: Tx, act: Act, version: number, levels: ReadonlyMap<string, string>, reason: string | null): Promise<ReadonlySet<string>> {
  const objects = await objectsByIdentity(tx, [...levels.keys()]);
  const levelOf = (uscc: string): string | null => (levels.get(uscc) === UNCLASSIFIED ? null : levels.get(uscc) ?? null);
  const changes = reason === null ? [] : objects.filter((row) => row.creditLevel !== levelOf(row.identityKey))
    .map((before) => ({ before, after: { ...before, creditLevel: levelOf(before.identityKey), rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason } }));
  await storeObjects(tx, act, version, changes);
  return new Set(objects.map(({ identityKey }) => identityKey));
}

/** Takes the class that the classification system last gave an entry over into it, on demand (按业务需求交换共享). SY art.7(4). */
export async function refreshCreditData(tx: Tx, act: Act, input: RefreshCreditDataInput): Promise<Outcome<OfInspectionObject>> {
  const own = await ownDepartment(tx, act, [...RECEIVERS, 'PLANNER', 'BUSINESS_DIVISION'], null);
  if (!own.ok) return own;
  const version = await lockRoster(tx, 'OBJECT');
  const [object] = await findObjects(tx, [input.inspectionObjectId]);
  if (object === undefined) return refuse('NOT_FOUND', null, { inspectionObjectId: input.inspectionObjectId });
  const known = object.uscc === null ? [] : await classesOf(tx, [object.uscc]);
  const found = known.find(({ profile, scheme }) => profile === own.value.profile && scheme === GENERAL);
  if (found === undefined) return refuse('REFERENCE_MISSING', null, { item: object.name });
  const level = found.riskClass === UNCLASSIFIED ? null : found.riskClass;
  const after = { ...object, creditLevel: level, rowVersion: object.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: `credit ${found.source}` };
  await storeObjects(tx, act, version, [{ before: object, after }]);
  return ok({ inspectionObjectId: object.id });
}
