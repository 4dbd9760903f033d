import { dayOf, refuse, ok, type Outcome } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { listDossiers } from '../dossier/dossier.store.ts';
import { listNotices } from '../notice/notice.store.ts';
import { listRecords, listSignatures } from '../record/record.store.ts';
import { listResults } from '../result/result.store.ts';
import { listThirdPartyReports, type ThirdPartyReportRow } from '../third-party/third-party-report.store.ts';
import { listInspections, type InspectionRow } from '../visit/visit.store.ts';
import { dutyStateOf, worstOf, type DutyState } from './duty.rules.ts';
import { listDrawnTasks, listDutyNotes, type DrawnTaskRow, type DutyNoteRow } from './duty.store.ts';

interface Step {
  readonly kind: string;
  readonly at: Date;
  readonly by: { readonly id: string } | null;
  readonly onTime: boolean | null;
}

export interface DutyOfTaskView {
  readonly taskId: string;
  readonly taskNumber: string;
  readonly dueOn: string;
  readonly state: DutyState;
  readonly steps: readonly Step[];
  readonly limitations: readonly string[];
  readonly thirdPartyReports: readonly ThirdPartyReportRow[];
  readonly notes: readonly DutyNoteRow[];
}

export interface DutyReportView {
  readonly object: { readonly id: string };
  readonly dutyState: DutyState;
  readonly tasks: readonly DutyOfTaskView[];
}

const by = (id: string | null): Step['by'] => (id === null ? null : { id });

/** The steps that hang on one visit. */
async function stepsOf(tx: Tx, visit: InspectionRow, dueOn: string): Promise<{ steps: Step[]; limitations: string[]; thirdPartyReports: ThirdPartyReportRow[] }> {
  const inTime = (at: Date): boolean => dayOf(at) <= dueOn;
  const step = (kind: string, at: Date | null, who: Step['by'], onTime: boolean | null = null): Step[] => (at === null ? [] : [{ kind, at, by: who, onTime }]);
  const records = await listRecords(tx, [visit.id]);
  const signatures = records.length === 0 ? [] : await listSignatures(tx, records.map(({ id }) => id));
  const notices = await listNotices(tx, [visit.id]);
  const results = await listResults(tx, [visit.id]);
  const dossiers = await listDossiers(tx, [visit.id]);
  return {
    steps: [
      ...step('SCHEDULED', visit.createdAt, null, inTime(visit.scheduledFor)),
      ...notices.flatMap((notice) => step(notice.state === 'SENT' ? 'NOTIFIED' : 'NOTICE_WAIVED', notice.givenAt, by(notice.givenById))),
      ...step('STARTED', visit.startedAt, null, visit.startedAt === null ? null : inTime(visit.startedAt)),
      ...records.flatMap((record) => step('RECORDED', record.submittedAt, null)),
      ...signatures.filter(({ party }) => party === 'TEAM_MEMBER').flatMap((signature) => step('CONFIRMED', signature.signedAt, by(signature.inspectorId))),
      ...results.flatMap((result) => step('RESULT_FORMED', result.formedAt, by(result.enteredById), !result.late)),
      ...step('ENDED', visit.endedAt, null, visit.endedAt === null ? null : inTime(visit.endedAt)),
      ...dossiers.flatMap((dossier) => step('ARCHIVED', dossier.archivedAt, null, !dossier.late)),
      ...results.flatMap((result) => step('PUBLISHED', result.finalAt, null)),
    ].sort((a, b) => a.at.getTime() - b.at.getTime()),
    thirdPartyReports: records.length === 0 ? [] : await listThirdPartyReports(tx, records.map(({ id }) => id)),
    limitations: records.flatMap(({ limitationNote }) => (limitationNote === null ? [] : [limitationNote])),
  };
}

async function dutyOfTask(tx: Tx, { task, dispatchedAt, teamFormedAt }: DrawnTaskRow, objectId: string, today: string): Promise<DutyOfTaskView> {
  const visits = await listInspections(tx, { taskId: task.id, objectId }, false, { first: 20, after: null });
  const parts = [];
  for (const visit of visits) parts.push(await stepsOf(tx, visit, task.periodTo));
  const ended = visits.some(({ state }) => state === 'ENDED' || state === 'DIRECT_ENDED');
  const before: Step[] = [{ kind: 'DISPATCHED', at: dispatchedAt, by: null, onTime: null }, ...(teamFormedAt === null ? [] : [{ kind: 'TEAM_FORMED', at: teamFormedAt, by: null, onTime: null }])];
  return {
    taskId: task.id, taskNumber: task.number, dueOn: task.periodTo, state: dutyStateOf(ended, task.periodTo, today),
    steps: [...before, ...parts.flatMap(({ steps }) => steps)], limitations: parts.flatMap(({ limitations }) => limitations),
    thirdPartyReports: parts.flatMap(({ thirdPartyReports }) => thirdPartyReports), notes: await listDutyNotes(tx, task.id, objectId),
  };
}

/** CC art.22, SAMR 4: what the records show of the duty; the weighing is left to people. */
export async function readDutyReport(tx: Tx, act: Act, objectId: string, departmentId: string | null): Promise<Outcome<DutyReportView>> {
  const drawn = await listDrawnTasks(tx, objectId, departmentId);
  if (drawn.length === 0) return refuse('FORBIDDEN', null, { objectId });
  const tasks = [];
  for (const row of drawn) tasks.push(await dutyOfTask(tx, row, objectId, dayOf(act.now)));
  return ok({ object: { id: objectId }, dutyState: worstOf(tasks.map(({ state }) => state)), tasks });
}
