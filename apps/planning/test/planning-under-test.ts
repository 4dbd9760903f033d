import { randomUUID } from 'node:crypto';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, migrateDatabase, readConfig, signIdentity, type Identity } from '@sortition/service-kit';
import { startTestSubgraph, type Answer, type TestSubgraph } from '@sortition/testkit';
import { startPlanning } from '../src/start-planning.ts';

export type Planning = TestSubgraph<Identity>;

export const startPlanningUnderTest = (now = '2025-02-10T09:00:00+08:00'): Promise<Planning> => startTestSubgraph<Identity>({
  service: 'planning',
  serviceRoot: new URL('..', import.meta.url).pathname.replace(/\/$/, ''),
  migrate: migrateDatabase,
  start: (env, clock) => startPlanning(readConfig(env), { clock }),
  sign: signIdentity,
  sources: ['registry', 'sampling', 'inspection', 'disclosure'],
  now,
});

export const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions?.['code'];
export const refusalOf = (answer: Answer): unknown => answer.errors[0]?.extensions;

const PLAN = 'annualPlan { id state revision year late publishedOn availableActions }';
const ENTRY = 'planEntry { id state jointState published revision ratio objectCount agreements { department { id } answer reason } decision { accepted decidedBy } availableActions }';
const TASK = 'task { id taskNumber state planRevision objectCount divisionCode availableActions }';

const MUTATIONS = {
  createAnnualPlan: ['CreateAnnualPlanInput', PLAN],
  submitAnnualPlan: ['AnnualPlanInput', PLAN],
  reviewAnnualPlan: ['ReviewAnnualPlanInput', PLAN],
  publishAnnualPlan: ['AnnualPlanInput', PLAN],
  adjustAnnualPlan: ['AdjustAnnualPlanInput', PLAN],
  commentAnnualPlan: ['CommentAnnualPlanInput', PLAN],
  submitLinePlan: ['AnnualPlanInput', PLAN],
  consolidateAnnualPlan: ['ConsolidateAnnualPlanInput', PLAN],
  recordInstruction: ['RecordInstructionInput', 'instruction { id state }'],
  savePlanEntry: ['SavePlanEntryInput', `${ENTRY} inspectorsAvailable workloadPerInspector`],
  mergePlanEntries: ['MergePlanEntriesInput', ENTRY],
  agreePlanEntry: ['AgreePlanEntryInput', ENTRY],
  escalatePlanEntry: ['EscalatePlanEntryInput', ENTRY],
  decideEscalation: ['DecideEscalationInput', ENTRY],
  withdrawPlanEntry: ['PlanEntryInput', ENTRY],
  cancelPlanEntry: ['CancelPlanEntryInput', ENTRY],
  createTask: ['CreateTaskInput', TASK],
  completeTask: ['TaskInput', TASK],
  cancelTask: ['CancelTaskInput', TASK],
  saveDepartmentGroup: ['SaveDepartmentGroupInput', 'departmentGroup { id }'],
  markJointField: ['MarkJointFieldInput', 'jointField { field marked }'],
  saveIndustryBundle: ['SaveIndustryBundleInput', 'industryBundle { id }'],
  importProblemSignals: ['ImportProblemSignalsInput', 'imported'],
  importTask: ['ImportTaskInput', 'superiorTask { id state }'],
  acceptTask: ['SuperiorTaskInput', 'superiorTask { id state }'],
  distributeTask: ['DistributeTaskInput', 'superiorTask { id children { id superiorNumber state department { id } } }'],
  pushJointTask: ['TaskInput', TASK],
  respondToJointTask: ['RespondToJointTaskInput', TASK],
  forwardInvitation: ['ForwardInvitationInput', TASK],
  issueCircular: ['TaskNoticeInput', TASK],
  remind: ['TaskNoticeInput', TASK],
  saveScheme: ['SaveSchemeInput', `scheme { id state agreements { department { id } answer } availableActions } ${TASK}`],
  agreeScheme: ['AgreeSchemeInput', `scheme { id state } ${TASK}`],
} as const;
export type Operation = keyof typeof MUTATIONS;

/** Calls a mutation by its name and gives the whole answer. */
export const call = (planning: Planning, identity: Identity, name: Operation, input: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const [type, fields] = MUTATIONS[name];
  return planning.ask(identity, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
};

/** The payload of a mutation that must succeed. */
export async function done<T = { readonly id: string }>(planning: Planning, identity: Identity, name: Operation, input: Readonly<Record<string, unknown>>): Promise<T> {
  const payload = await payloadOf<Record<string, T>>(planning, identity, name, input);
  return Object.values(payload)[0] as T;
}

export async function payloadOf<T>(planning: Planning, identity: Identity, name: Operation, input: Readonly<Record<string, unknown>>): Promise<T> {
  const answer = await call(planning, identity, name, input);
  if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return (answer.data as Record<string, T>)[name] as T;
}

export interface Office {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly divisionCode: string;
  /** Its desk officer. */
  readonly officer: Identity;
}

const officerOf = (id: string, level: string, divisionCode: string, role = 'PLANNER'): Identity => ({ ...ANONYMOUS, subject: `${role.toLowerCase()}-${id}`, department: id, level, region: divisionCode, roles: [role] });

export const inRole = ({ id, level, divisionCode }: Office, role: string): Identity => officerOf(id, level, divisionCode, role);

export interface OfficeOptions {
  readonly level?: string;
  readonly divisionCode?: string;
  readonly profile?: string;
  readonly authorityBasis?: string;
  readonly authorityItemIds?: readonly string[];
  readonly parentId?: string;
}

/** Registers a department. */
export async function office(planning: Planning, name: string, options: OfficeOptions = {}): Promise<Office> {
  const { level = 'MUNICIPAL', divisionCode = '500000', profile = 'CQ', authorityBasis = 'STATUTORY_DEPARTMENT', authorityItemIds = null, parentId = null } = options;
  const id = newId();
  await planning.hear('registry', ['DepartmentSaved', { departmentId: id, name, level, divisionCode, parentId, authorityBasis, authorityItemIds, profile, active: true }]);
  return { id, name, level, divisionCode, officer: officerOf(id, level, divisionCode) };
}

export interface ItemOptions {
  readonly name?: string;
  readonly field?: string;
  readonly itemClass?: string | null;
  readonly objectType?: string;
  readonly ratioMax?: string | null;
  readonly guideId?: string | null;
  readonly participants?: readonly Office[];
}

export const anItem = (lead: Office, options: ItemOptions = {}) => ({
  itemId: newId(), lineageId: newId(), name: options.name ?? '食品经营许可情况检查', field: options.field ?? '食品', itemClass: options.itemClass === undefined ? 'KEY' : options.itemClass,
  objectType: options.objectType ?? '餐饮服务单位', modes: ['ON_SITE'], legalBasis: '《食品安全法》', leadDepartmentId: lead.id,
  participatingDepartmentIds: (options.participants ?? []).map(({ id }) => id), ratioMax: options.ratioMax ?? null, noticeExemption: null,
  guideId: options.guideId === undefined ? newId() : options.guideId,
});
export type Item = ReturnType<typeof anItem>;

/** Publishes a version of the joint list. */
export async function publishList(planning: Planning, items: readonly Item[], options: { readonly joint?: boolean; readonly supersedesId?: string; readonly profile?: string; readonly level?: string } = {}): Promise<string> {
  const listId = newId();
  await planning.hear('registry', ['ItemListPublished', {
    listId, lineageId: newId(), version: 1, name: '联合抽查事项清单', joint: options.joint ?? true, level: options.level ?? 'PROVINCIAL', divisionCode: '500000', publishedOn: '2025-01-10',
    supersedesId: options.supersedesId ?? null, items, profile: options.profile ?? 'CQ', profileHash: 'a'.repeat(64),
  }]);
  return listId;
}

/** Inspectors of a department, for the counts. */
export const hireInspectors = (planning: Planning, department: Office, count: number, facts: { readonly qualified?: boolean; readonly certificateExpiresOn?: string | null; readonly active?: boolean } = {}): Promise<void> =>
  planning.hear('registry', ['InspectorRosterChanged', {
    rosterVersion: 1,
    inspectors: Array.from({ length: count }, () => ({
      inspectorId: newId(), subject: null, departmentId: department.id, divisionCode: department.divisionCode, category: 'CIVIL_SERVANT', qualified: facts.qualified ?? true,
      certificateExpiresOn: facts.certificateExpiresOn ?? null, specialties: [], modes: ['ON_SITE'], recusedObjectIds: [], active: facts.active ?? true,
    })),
  }]);

/** What other services tell of a task on its way, as far as progress depends on it. */
export const drewObjects = (taskId: string, objectIds: readonly string[]) => ['ObjectDrawConfirmed', {
  drawId: newId(), taskId, taskNumber: 'T', leadDepartmentId: newId(), certificateHash: 'c'.repeat(64), confirmedAt: '2025-03-10T10:00:00+08:00', population: 100,
  objects: objectIds.map((objectId, order) => ({ objectId, order, stratum: '*', probability: '0.04' })),
}] as const;

export const foundNothing = (taskId: string, objectId: string, department: Office, item: Item) => ['ResultFormed', {
  inspectionId: newId(), taskId, taskNumber: 'T', objectId, resultId: newId(), departmentId: department.id, formedAt: '2025-04-02T12:00:00+08:00', inspectedOn: '2025-04-02',
  entity: { objectId, kind: 'MARKET_ENTITY', name: '某餐厅', uscc: null, divisionCode: department.divisionCode, district: '区' },
  items: [{ itemId: item.itemId, itemName: item.name, departmentId: department.id, code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false }],
  code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false, version: 1, rechecked: false, profile: 'CQ', profileHash: 'a'.repeat(64),
}] as const;
