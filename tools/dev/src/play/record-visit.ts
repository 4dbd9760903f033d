import { chanceOf, leaderOf, outcomeOf, type Outcome, type PlayedTask } from './joint-task.ts';
import { inspectee, officer } from './people.ts';
import type { Player } from './player.ts';
import type { ScheduledVisit } from './schedule-visits.ts';

const START = 'mutation StartInspection($input: StartInspectionInput!) { startInspection(input: $input) { inspection { state } } }';
const OPEN = 'mutation OpenRecord($input: OpenRecordInput!) { openRecord(input: $input) { record { id } } }';
const OBJECT = 'query ObjectOfVisit($id: ID!) { inspectionObject(id: $id) { name uscc district inspectionAddress legalRepresentative } }';
const HEADING = 'mutation SaveRecordHeading($input: SaveRecordHeadingInput!) { saveRecordHeading(input: $input) { record { id } } }';
const ITEM = 'mutation SaveRecordItem($input: SaveRecordItemInput!) { saveRecordItem(input: $input) { record { id } } }';
const EVIDENCE = 'mutation AddEvidence($input: AddEvidenceInput!) { addEvidence(input: $input) { evidence { id sha256 } } }';
const SIGN = 'mutation SignRecord($input: SignRecordInput!) { signRecord(input: $input) { record { state } } }';
const REFUSAL = 'mutation RecordRefusal($input: RecordRefusalInput!) { recordRefusal(input: $input) { record { state } } }';
const SUBMIT = 'mutation SubmitRecord($input: SubmitRecordInput!) { submitRecord(input: $input) { record { state } } }';
const CONFIRM = 'mutation ConfirmRecord($input: ConfirmRecordInput!) { confirmRecord(input: $input) { record { state } } }';

/** A white pixel: stands in for what a camera or a signing pad would give. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAusB9Y5n4iUAAAAASUVORK5CYII=';

export interface RecordedVisit extends ScheduledVisit {
  readonly recordId: string;
  readonly outcome: Outcome;
  readonly refusedToSign: boolean;
}

interface VisitedObject {
  readonly name: string;
  readonly uscc: string | null;
  readonly district: string | null;
  readonly inspectionAddress: string | null;
  readonly legalRepresentative: string | null;
}

export const isProblem = (outcome: Outcome): boolean => outcome !== 'NO_PROBLEM_FOUND' && outcome !== 'ACTIVITY_NOT_CONDUCTED';

const stepOf = ({ play }: PlayedTask, { place }: ScheduledVisit, what: string): string => `${play.key} visit ${place} ${what}`;

/** CQ 8.6.3: begins the visit; anybody of the team may. */
export async function startVisit(player: Player, task: PlayedTask, visit: ScheduledVisit): Promise<void> {
  const { play, taskId } = task;
  const starter = visit.team.members.at(-1) ?? leaderOf(visit.team);
  await player.act({
    step: stepOf(task, visit, 'started'),
    by: starter.account,
    document: START,
    input: { taskId, objectId: visit.objectId, mode: play.modes?.[0] ?? 'ON_SITE' },
    notBy: visit.place === 0 ? [{ by: officer(play.lead, 'PLANNER'), code: 'FORBIDDEN' }, ...(play.stranger === undefined ? [] : [{ by: play.stranger, code: 'FORBIDDEN' }])] : [],
  });
}

/** What the directory lacks is put right on the spot; the input follows from the directory alone, so that a repetition is the same. */
async function fillHeading(player: Player, task: PlayedTask, visit: ScheduledVisit, recordId: string): Promise<VisitedObject> {
  const { account: leader } = leaderOf(visit.team);
  const { inspectionObject: object } = await player.ask<{ inspectionObject: VisitedObject }>(leader, OBJECT, { id: visit.objectId });
  await player.act({
    step: stepOf(task, visit, 'heading'),
    by: leader,
    document: HEADING,
    input: {
      recordId, entityName: object.name, counterpartNature: object.uscc === null ? 'INDIVIDUAL' : 'ORGANISATION', ...(object.uscc === null ? {} : { uscc: object.uscc }),
      district: object.district ?? '本区', certificateNo: object.uscc ?? '营业执照正本', legalRepresentative: object.legalRepresentative ?? '负责人', inspectionAddress: object.inspectionAddress ?? '登记住所',
      contactPhone: '023-60000000', credentialsShown: true, sourceExplained: true,
    },
  });
  return object;
}

/** CQ 8.6.3: item by item, each by the member to whom it is assigned; the first item bears the outcome. */
async function recordItems(player: Player, task: PlayedTask, visit: ScheduledVisit, recordId: string, outcome: Outcome): Promise<void> {
  for (const [index, { itemId, member, departmentId }] of visit.duties.entries()) {
    const bearing = index === 0;
    const other = visit.team.members.find((each) => each.departmentId !== departmentId);
    await player.act({
      step: stepOf(task, visit, `item ${index}`),
      by: member.account,
      document: ITEM,
      input: {
        recordId, itemId, inspected: !(bearing && outcome === 'ACTIVITY_NOT_CONDUCTED'), problemFound: bearing && isProblem(outcome),
        situation: bearing && outcome !== 'NO_PROBLEM_FOUND' ? `检查情况：${outcome}` : '检查情况：符合规定',
      },
      notBy: visit.place === 0 && other !== undefined ? [{ by: other.account, code: 'ITEM_NOT_ASSIGNED' }] : [],
    });
  }
}

async function addEvidence(player: Player, task: PlayedTask, visit: ScheduledVisit): Promise<void> {
  const { account: leader } = leaderOf(visit.team);
  await player.act({
    step: stepOf(task, visit, 'evidence'),
    by: leader,
    document: EVIDENCE,
    input: { inspectionId: visit.inspectionId, itemId: visit.duties[0]?.itemId ?? null, kind: 'PHOTO', mimeType: 'image/png', contentBase64: PIXEL, description: '现场照片', capturedAt: task.play.dates.inspected },
    notBy: visit.place === 0 ? [{ by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
  });
}

/** CQ 8.6.5: the inspectee signs with its own account or on the spot, or the refusal is noted. */
async function attestRecord(player: Player, task: PlayedTask, visit: RecordedVisit, { uscc }: VisitedObject): Promise<void> {
  const { account: leader } = leaderOf(visit.team);
  const { recordId, place } = visit;
  if (visit.refusedToSign) {
    await player.act({ step: stepOf(task, visit, 'refusal'), by: leader, document: REFUSAL, input: { recordId, note: '被检查对象拒绝签字，检查人员现场记录说明' }, notBy: [{ by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }] });
    return;
  }
  const own = uscc !== null && place % 2 === 0;
  await player.act({
    step: stepOf(task, visit, 'signed'),
    by: own ? inspectee(uscc) : leader,
    document: SIGN,
    input: { recordId, form: own ? 'SEAL' : 'SIGN', signerName: '现场负责人', ...(own ? {} : { imageBase64: PIXEL }) },
    notBy: place === 0 ? [{ by: inspectee('91500000MA5U0000XX'), code: 'FORBIDDEN' }] : [],
  });
}

/** CQ 8.6.5, 8.7.1: submitted by the leader, then confirmed by every member. */
async function closeRecord(player: Player, task: PlayedTask, visit: RecordedVisit): Promise<void> {
  const { recordId, team, place } = visit;
  const member = team.members.find((each) => !each.leader)?.account;
  await player.act({
    step: stepOf(task, visit, 'submitted'), by: leaderOf(team).account, document: SUBMIT, input: { recordId },
    notBy: place === 0 && member !== undefined ? [{ by: member, code: 'LEADER_ONLY' }] : [],
  });
  for (const { account, inspectorId } of team.members) {
    await player.act({
      step: stepOf(task, visit, `confirmed by ${inspectorId}`), by: account, document: CONFIRM, input: { recordId },
      notBy: place === 0 ? [{ by: officer(task.play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
    });
  }
}

/** The record of a begun visit, from its opening to the last signature. */
export async function recordVisit(player: Player, task: PlayedTask, visit: ScheduledVisit): Promise<RecordedVisit> {
  const { play } = task;
  const outcome = outcomeOf(player.seed, play, visit.place);
  const { openRecord } = await player.act<{ openRecord: { record: { id: string } } }>({
    step: stepOf(task, visit, 'record opened'), by: leaderOf(visit.team).account, document: OPEN, input: { inspectionId: visit.inspectionId },
    notBy: visit.place === 0 ? [{ by: officer(play.lead, 'PLANNER'), code: 'FORBIDDEN' }] : [],
  });
  const refusedToSign = chanceOf(100, player.seed, play.key, 'refusal', String(visit.place)) < (play.refusalsPercent ?? 0);
  const recorded: RecordedVisit = { ...visit, recordId: openRecord.record.id, outcome, refusedToSign };
  const object = await fillHeading(player, task, visit, recorded.recordId);
  await recordItems(player, task, visit, recorded.recordId, outcome);
  if (isProblem(outcome)) await addEvidence(player, task, visit);
  await attestRecord(player, task, recorded, object);
  await closeRecord(player, task, recorded);
  return recorded;
}
