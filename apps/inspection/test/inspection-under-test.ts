import { createHash, randomUUID } from 'node:crypto';
import { completeUscc } from '@sortition/identifiers';
import { assertOk, newId } from '@sortition/kernel';
import { ANONYMOUS, migrateDatabase, migrateJobs, readConfig, signIdentity, type Identity } from '@sortition/service-kit';
import { startTestSubgraph, type Answer, type TestSubgraph } from '@sortition/testkit';
import { startInspection } from '../src/start-inspection.ts';

export type Inspection = TestSubgraph<Identity>;

export const NOW = '2025-04-01T09:00:00+08:00';

export const startInspectionUnderTest = (now = NOW): Promise<Inspection> => startTestSubgraph<Identity>({
  service: 'inspection',
  serviceRoot: new URL('..', import.meta.url).pathname.replace(/\/$/, ''),
  migrate: async (target) => {
    await migrateDatabase(target);
    await migrateJobs(target.ownerUrl, target.appRole);
  },
  start: (env, clock) => startInspection(readConfig(env), { clock }),
  sign: signIdentity,
  sources: ['registry', 'planning', 'sampling', 'disclosure'],
  now,
});

export const LEAD = newId();
export const PARTICIPANT = newId();
export const OUTSIDER = newId();

const person = (department: string, role: string, subject: string): Identity => ({ ...ANONYMOUS, subject, name: '王小明', department, level: 'MUNICIPAL', region: '500112', roles: [role] });
export const leader = person(LEAD, 'INSPECTOR', 'leader');
export const second = person(LEAD, 'INSPECTOR', 'second-of-lead');
export const member = person(PARTICIPANT, 'INSPECTOR', 'member');
export const expert = person(LEAD, 'EXPERT', 'expert');
export const stranger = person(OUTSIDER, 'INSPECTOR', 'stranger');
export const colleague = person(LEAD, 'INSPECTOR', 'colleague-not-in-team');
export const clerk = person(LEAD, 'PLANNER', 'clerk');
export const auditor: Identity = { ...ANONYMOUS, subject: 'auditor', roles: ['AUDITOR'] };
export const supervisor: Identity = { ...ANONYMOUS, subject: 'supervisor', roles: ['SUPERVISOR'] };
export const directoryManager = person(LEAD, 'DIRECTORY_MANAGER', 'directory-manager');

const IDS = { leader: newId(), second: newId(), member: newId(), stranger: newId(), expert: newId() };
export const INSPECTOR_IDS = IDS;

export const inspecteeOf = (uscc: string): Identity => ({ ...ANONYMOUS, subject: `inspectee-${uscc}`, name: '李四', roles: ['INSPECTEE'], uscc });

let organisations = 0;
export const freshUscc = (): string => {
  organisations += 1;
  return assertOk(completeUscc(`91500112${String(organisations).padStart(8, '0')}X`)).text;
};

export interface Terms {
  readonly profile?: string;
  readonly noticeExemption?: string;
  readonly modes?: readonly string[];
  readonly certificateExpiresOn?: string;
  /** Two inspectors of the lead, so that the leader must divide its items. */
  readonly withSecond?: boolean;
  /** A third department, whose inspector is no stranger then. */
  readonly withThird?: boolean;
  readonly withExpert?: boolean;
  readonly membersOfLeadOnly?: boolean;
  readonly drawn?: boolean;
  readonly origin?: string;
  /** Objects dispatched, but no inspector drawn yet. */
  readonly teamed?: boolean;
  readonly objectId?: string;
  readonly itemOfMember?: string;
  readonly leadDepartmentId?: string;
  readonly ownerDepartmentId?: string;
  readonly creditLevel?: string;
  readonly tags?: readonly string[];
  readonly address?: string;
}

export interface Site {
  readonly taskId: string;
  readonly taskNumber: string;
  readonly objectId: string;
  readonly itemOfLead: string;
  readonly itemOfMember: string;
  readonly teamId: string;
  readonly uscc: string;
  readonly name: string;
}

/** A task that was planned and drawn elsewhere: its events arrive, and the team may begin. */
export async function site(inspection: Inspection, terms: Terms = {}): Promise<Site> {
  const taskId = newId();
  const here: Site = {
    taskId, taskNumber: `CQ-2025-${taskId.slice(-6)}`, objectId: terms.objectId ?? newId(), itemOfLead: newId(), itemOfMember: terms.itemOfMember ?? newId(), teamId: newId(), uscc: freshUscc(), name: '重庆某某餐饮有限公司',
  };
  const item = { itemClass: 'KEY', objectType: 'MARKET_ENTITY', noticeExemption: terms.noticeExemption ?? null };
  const core = {
    taskId, taskNumber: here.taskNumber, name: '餐饮联合抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: terms.leadDepartmentId ?? LEAD, participatingDepartmentIds: [LEAD, PARTICIPANT, ...(terms.withThird ? [OUTSIDER] : [])], divisionCode: '500112',
    period: { from: '2025-03-01', to: '2025-06-30' }, profile: terms.profile ?? 'CQ', profileHash: 'a'.repeat(64), origin: terms.origin ?? 'PLAN',
    items: [{ itemId: here.itemOfLead, departmentId: LEAD, name: '食品经营许可', ...item }, { itemId: here.itemOfMember, departmentId: PARTICIPANT, name: '消防通道', ...item, noticeExemption: null },
      ...(terms.withThird ? [{ itemId: newId(), departmentId: OUTSIDER, name: '员工健康证', ...item }] : [])],
  };
  await inspection.hear('planning', ['TaskReady', {
    ...core, population: { kinds: [], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [] }, ratio: '0.05', objectCount: 1, strata: [],
    scheme: { content: '许可与消防', modes: terms.modes ?? ['ON_SITE'], inspectorsPerDepartment: 1, teamCount: 1, specialties: [], inspectorDrawnBy: null },
  }]);
  if (terms.drawn === false) return here;
  await dispatch(inspection, here, terms);
  return here;
}

async function dispatch(inspection: Inspection, here: Site, terms: Terms): Promise<void> {
  const draw = { drawId: newId(), taskId: here.taskId, taskNumber: here.taskNumber, leadDepartmentId: LEAD, certificateHash: 'b'.repeat(64) };
  const someone = (name: keyof typeof IDS, departmentId: string, role: string, origin = 'DRAWN') => ({ inspectorId: IDS[name], subject: name === 'second' ? second.subject : name, departmentId, role, origin, certificateExpiresOn: terms.certificateExpiresOn ?? '2030-01-01' });
  await inspection.hear('registry',
    ...[LEAD, PARTICIPANT, OUTSIDER].map((departmentId) => ['DepartmentSaved', { departmentId, name: departmentId, level: 'MUNICIPAL', divisionCode: '500000', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'CQ', active: true }] as const),
    ['ObjectDetailsSnapshotted', { taskId: here.taskId, drawId: draw.drawId, objects: [{ objectId: here.objectId, kind: 'MARKET_ENTITY', name: here.name, uscc: here.uscc, responsibleUscc: null, divisionCode: '500112', district: '渝北区', address: terms.address ?? '渝北区龙溪街道1号', legalRepresentative: '张三', ownerDepartmentId: terms.ownerDepartmentId ?? null, creditLevel: terms.creditLevel ?? null, tags: terms.tags ?? [] }] }]);
  await inspection.hear('sampling',
    ['ObjectListDispatched', { ...draw, dispatchedAt: NOW, departmentIds: [LEAD, PARTICIPANT, ...(terms.withThird ? [OUTSIDER] : [])], objectIds: [here.objectId] }]);
  if (terms.teamed === false) return;
  await inspection.hear('sampling',
    ['TeamFormed', {
      teamId: here.teamId, taskId: here.taskId, version: 1, formedAt: NOW, objectIds: [here.objectId],
      members: [someone('leader', LEAD, 'LEADER'), ...(terms.withSecond ? [someone('second', LEAD, 'MEMBER')] : []), ...(terms.membersOfLeadOnly ? [] : [someone('member', PARTICIPANT, 'MEMBER')]), ...(terms.withThird ? [someone('stranger', OUTSIDER, 'MEMBER')] : []), ...(terms.withExpert ? [someone('expert', LEAD, 'ASSISTING', 'ENGAGED')] : [])],
    }]);
}

export const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions?.['code'];
export const extensionsOf = (answer: Answer): Readonly<Record<string, unknown>> => answer.errors[0]?.extensions ?? {};
export const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const VISIT = 'inspection { id state mode modeNote note means guidingDepartment { id } passiveTasks { kind reference } feedback { rating text } ordinal notice { state ground channel callee legalBasis otherRequirements } items { item { id } assignee { id } } startedAt endedAt availableActions }';
const RECORD = 'record { id form state entityName uscc contactPhone certificateNo items { item { id } state situation inspected problemFound adopted { kind sourceResultId documentNumber conclusion } checkPoints { text source answer } ownRules { title content } } thirdPartyReports { service body qualification author conclusion } signatures { party form inspector { id } signerName imageSha256 contentHash } refusal { note } contentHash expertOpinions { text } }';
const RESULT = 'result { id state code label problemFound version entry entries { entry code } followUps { id } items { item { id } code label problemFound correctionKind correctionNote decisionReference } }';
const FOLLOW_UP = 'followUp { id state kind dueOn outcome caseNumber transferTarget result { id } messages { id taskNumber objectName state receipt } responsibleDepartment { id } }';

const DEMAND = 'demand { id inspection { id } object { id } state text contact dueOn overdue late department { id } routingReceipt satisfaction }';

const MUTATIONS = {
  scheduleVisit: ['ScheduleVisitInput', VISIT], assignItems: ['AssignItemsInput', VISIT], startInspection: ['StartInspectionInput', VISIT], closeVisit: ['CloseVisitInput', VISIT], cancelVisit: ['CancelVisitInput', VISIT],
  sendNotice: ['SendNoticeInput', VISIT], waiveNotice: ['WaiveNoticeInput', VISIT],
  openRecord: ['OpenRecordInput', RECORD], saveRecordHeading: ['SaveRecordHeadingInput', RECORD], saveRecordItem: ['SaveRecordItemInput', RECORD], addExpertOpinion: ['AddExpertOpinionInput', RECORD],
  signRecord: ['SignRecordInput', RECORD], recordRefusal: ['RecordRefusalInput', RECORD], submitRecord: ['SubmitRecordInput', RECORD], confirmRecord: ['ConfirmRecordInput', RECORD],
  addEvidence: ['AddEvidenceInput', 'evidence { id kind sha256 size mimeType capturedAt capturedBy { id } location { latitude longitude accuracy } contentBase64 }'],
  recordResult: ['RecordResultInput', RESULT], amendResult: ['AmendResultInput', RESULT], recheckResult: ['RecheckResultInput', RESULT], recordDirectResult: ['RecordDirectResultInput', VISIT],
  openFollowUp: ['OpenFollowUpInput', FOLLOW_UP], recordMeasure: ['RecordMeasureInput', FOLLOW_UP], issueCorrectionOrder: ['IssueCorrectionOrderInput', FOLLOW_UP], recordCorrectionOutcome: ['RecordCorrectionOutcomeInput', FOLLOW_UP],
  transferCase: ['TransferCaseInput', FOLLOW_UP], acceptTransfer: ['AcceptTransferInput', FOLLOW_UP], linkPenaltyDecision: ['LinkPenaltyDecisionInput', FOLLOW_UP], closeFollowUp: ['CloseFollowUpInput', FOLLOW_UP],
  archiveDossier: ['ArchiveDossierInput', 'dossier { id number manifestHash late retentionUntil entries { kind id sha256 } custodian { id } }'],
  adoptExternalResult: ['AdoptExternalResultInput', RECORD], addThirdPartyReport: ['AddThirdPartyReportInput', RECORD], attachOwnRules: ['AttachOwnRulesInput', 'task { id }'],
  attachPassiveTask: ['AttachPassiveTaskInput', VISIT], giveFeedback: ['GiveFeedbackInput', VISIT], fileCase: ['FileCaseInput', FOLLOW_UP],
  referDiscipline: ['ReferDisciplineInput', 'referral { id state }'], receiveCaseMessage: ['ReceiveCaseMessageInput', 'message { id state receipt }'],
  registerDemand: ['RegisterDemandInput', DEMAND], resolveDemand: ['ResolveDemandInput', DEMAND], takeBackDemand: ['TakeBackDemandInput', DEMAND], replyDemand: ['ReplyDemandInput', DEMAND], routeDemand: ['RouteDemandInput', DEMAND], recordReturnVisit: ['RecordReturnVisitInput', DEMAND],
  setArchiveRule: ['SetArchiveRuleInput', 'archiveRule { retentionYears }'], listPaperMaterial: ['ListPaperMaterialInput', 'material { id scanSha256 }'], scanPaperMaterial: ['ScanPaperMaterialInput', 'material { id scanSha256 }'],
  noteDuty: ['NoteDutyInput', 'object { id }'],
  saveObjectFacts: ['SaveObjectFactsInput', 'changed'],
} as const;

export type Mutation = keyof typeof MUTATIONS;

export const call = (inspection: Inspection, identity: Identity, name: Mutation, input: Record<string, unknown>): Promise<Answer> => {
  const [type, fields] = MUTATIONS[name];
  return inspection.ask(identity, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
};

export interface View {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

/** The record that a mutation which must succeed answers with. */
export async function done(inspection: Inspection, identity: Identity, name: Mutation, input: Record<string, unknown>): Promise<View> {
  const answer = await call(inspection, identity, name, input);
  if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  const payload = (answer.data as Record<string, Record<string, View>>)[name] ?? {};
  const [view] = Object.values(payload);
  if (view === undefined) throw new Error(`${name} answered nothing`);
  return view;
}
