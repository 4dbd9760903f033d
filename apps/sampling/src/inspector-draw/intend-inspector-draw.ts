import { canonicalJson, draftInspectorIntent, intentHash, whoBlocks, whoMayNotGo, type InspectorIntent } from '@sortition/draw';
import { err, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type DeepReadonly, type InspectorScheme, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { departmentsThatLend } from '../cross-region/cross-region.store.ts';
import { nativeSha256 } from '../frame/native-sha256.ts';
import type { ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { announceRandomness, type AnnouncedSource } from '../randomness/announce-randomness.ts';
import { DRAW_HASH, objectionsUntil } from '../randomness/randomness.rules.ts';
import { inspectorsOf, versionOf, type RosterInspectorRow } from '../roster/roster.store.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { TaskRow } from '../task/task.store.ts';
import { dispatchedGroups } from './dispatched-groups.ts';
import { candidateOf, countedByReason, demandOf, type MatchTerms } from './inspector-draw.rules.ts';
import { countInspectorDraws, insertInspectorDraw, type InspectorDrawRow } from './inspector-draw.store.ts';
import { groupCount, type SubjectGroup } from './object-groups.rules.ts';
import { populationRootOf } from './population-root.rules.ts';

export interface IntendedMatch {
  readonly task: TaskRow;
  readonly profile: Profile;
  readonly objects: ObjectDrawRow;
  readonly way: DeepReadonly<InspectorScheme>;
  readonly matchTerms: MatchTerms;
  readonly teamCount: number;
  /** Every object gets members of its own, whatever the way says. */
  readonly match: boolean;
  readonly crossRegion: boolean;
  readonly announced: readonly AnnouncedSource[];
  /** A draw of another department for the same list: its groups are everybody's. */
  readonly sibling: InspectorDrawRow | undefined;
}

/** The department's own people, and those whom other regions agreed to lend. SAMR 2.4. */
async function pool(tx: Tx, { task, profile, matchTerms, crossRegion }: IntendedMatch): Promise<Outcome<readonly RosterInspectorRow[]>> {
  const own = await inspectorsOf(tx, matchTerms.departmentId);
  if (!crossRegion) return ok(own);
  const lenders = profile.draw.crossRegion.value === 'OPTIONAL' ? await departmentsThatLend(tx, task.id, matchTerms.departmentId) : [];
  if (lenders.length === 0) return refuse('CROSS_REGION_NOT_AGREED', clauseOf(profile.draw.crossRegion), { department: matchTerms.departmentId });
  const lent = await Promise.all(lenders.map((departmentId) => inspectorsOf(tx, departmentId)));
  return ok([...own, ...lent.flat()]);
}

/** The objects for which nobody is left, so that the department sees where it fails. */
const objectsOf = (groups: readonly SubjectGroup[], subjects: unknown): string[] =>
  groups.filter(({ subjectId }) => Array.isArray(subjects) && subjects.includes(subjectId)).flatMap(({ objectIds }) => objectIds).slice(0, 100);

async function draft(tx: Tx, act: Act, id: string, input: IntendedMatch): Promise<Outcome<{ intent: InspectorIntent; listVersion: number }>> {
  const { task, profile, objects, way, matchTerms, match, sibling } = input;
  const people = await pool(tx, input);
  if (!people.ok) return people;
  const unit = match ? 'OBJECT' : way.unit;
  const listVersion = sibling?.listVersion ?? objects.listVersion;
  const { groups } = await dispatchedGroups(tx, { objects, listVersion }, (listed) => sibling?.groups ?? groupCount(listed, unit, input.teamCount));
  const ownGroups = sibling !== undefined && match && groups.some(({ objectIds }) => objectIds.length > 1);
  if (ownGroups) return refuse('INVALID_VALUE', clauseOf(profile.draw.match), { field: 'match', groups: groups.length });
  const matched = {
    candidates: people.value.map((inspector) => candidateOf(inspector, groups, matchTerms)), demands: groups.map((group) => demandOf(group, matchTerms)),
    constraints: { leadDepartment: task.leadDepartmentId, maxTeams: match ? null : way.maxTeams },
  };
  const blocked = whoBlocks({ ...matched, hasher: nativeSha256 }, clauseOf(profile.draw.inspector.drawnBy));
  if (blocked !== null) return err({ ...blocked, details: { ...blocked.details, objects: objectsOf(groups, blocked.details['subjects']) } });
  const randomness = await announceRandomness(tx, act, { drawId: id, kind: 'INSPECTOR', task, departmentId: matchTerms.departmentId, announced: input.announced, profile });
  if (!randomness.ok) return randomness;
  const intent = draftInspectorIntent({
    ...matched, hash: DRAW_HASH, taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash, rosterVersion: String(await versionOf(tx, 'INSPECTOR')),
    scheme: { name: way.name, version: way.version }, drawnBy: act.identity.department ?? matchTerms.departmentId, randomness: randomness.value,
    attempt: (await countInspectorDraws(tx, task.id, matchTerms.departmentId)) + 1, createdAt: act.now.toISOString(),
  });
  return ok({ intent, listVersion });
}

export interface Intended {
  readonly row: InspectorDrawRow;
  /** Somebody beside the platform has still to speak, or may still object. */
  readonly waits: boolean;
}

/** Fixes what is matched to what, and tells the public log, before any randomness exists. */
export async function intendInspectorDraw(tx: Tx, act: Act, input: IntendedMatch): Promise<Outcome<Intended>> {
  const { task, matchTerms: { departmentId, members }, objects, way } = input;
  const id = newId();
  const drafted = await draft(tx, act, id, input);
  if (!drafted.ok) return drafted;
  const { intent, listVersion } = drafted.value;
  const out = whoMayNotGo(intent);
  const row: InspectorDrawRow = {
    id, taskId: task.id, departmentId, state: 'INTENDED', attempt: intent.attempt, objectDrawId: objects.id, listVersion, groups: intent.demands.length,
    scheme: way.name, schemeVersion: way.version, rosterVersion: Number(intent.rosterVersion), eligible: intent.candidates.length - out.length, ineligible: countedByReason(out), intent: canonicalJson(intent), intentHash: intentHash(intent),
    intendedBy: act.identity.subject, intendedAt: act.now, seed: null, certificate: null, certificateHash: null, drawnBy: null, drawnAt: null, voidReason: null, voidedBy: null,
  };
  await insertInspectorDraw(tx, row);
  recordChange(tx, { entity: 'InspectorDraw', entityId: id, before: null, after: { state: row.state, taskId: task.id, departmentId, attempt: row.attempt, scheme: intent.scheme, intentHash: row.intentHash } });
  const objections = objectionsUntil(act.now, input.profile);
  if (!objections.ok) return objections;
  await appendEvent(tx, act, 'DrawIntended', {
    ...publicTermsOf({ ...row, kind: 'INSPECTOR' }, task), frameRoot: populationRootOf(intent, nativeSha256), population: intent.candidates.length, toDraw: members * row.groups,
    randomness: [...intent.randomness], objectionsUntil: objections.value?.toISOString() ?? null, at: act.now.toISOString(),
  });
  return ok({ row, waits: objections.value !== null || intent.randomness.some(({ kind }) => kind !== 'PLATFORM') });
}
