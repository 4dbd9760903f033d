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

/** A lead and a participant of one city, with a key and a general item of the lead and a key item of the participant. */
export interface City {
  readonly lead: Office;
  readonly participant: Office;
  readonly outsider: Office;
  readonly keyItem: Item;
  readonly generalItem: Item;
  readonly participantItem: Item;
}

export async function city(planning: Planning, profile = 'CQ', options: { readonly classes?: readonly [string | null, string | null]; readonly level?: string; readonly divisionCode?: string } = {}): Promise<City> {
  const place = { profile, level: options.level ?? 'MUNICIPAL', divisionCode: options.divisionCode ?? '500000' };
  const lead = await office(planning, '市市场监督管理局', place);
  const participant = await office(planning, '市农业农村委员会', place);
  const outsider = await office(planning, '市交通局', place);
  const [key, general] = options.classes ?? ['KEY', 'GENERAL'];
  const keyItem = anItem(lead, { itemClass: key, participants: [participant] });
  const generalItem = anItem(lead, { name: '广告行为检查', itemClass: general, ratioMax: '0.05', objectType: '广告经营单位', participants: [participant] });
  const participantItem = anItem(participant, { name: '农产品质量安全检查', itemClass: key });
  await publishList(planning, [keyItem, generalItem, participantItem], { profile });
  return { lead, participant, outsider, keyItem, generalItem, participantItem };
}

/** A complete entry, to be spoilt by the test. */
export const entryOf = ({ lead, participant, keyItem, participantItem }: City, changes: Readonly<Record<string, unknown>> = {}) => ({
  serialNo: 1, name: '餐饮服务单位联合抽查', leadDepartmentId: lead.id, participatingDepartmentIds: [participant.id],
  items: [{ itemId: keyItem.itemId, departmentId: lead.id }, { itemId: participantItem.itemId, departmentId: participant.id }],
  objectScope: '全市餐饮服务单位', population: { kinds: ['MARKET_ENTITY'] }, modes: ['ON_SITE'], period: { from: '2025-04-01', to: '2025-09-30' },
  ratio: '0.04', objectCount: 100, ratioRationale: '执法人员 40 名，人均 5 户', ...changes,
});

/** An entry on the general item at another time and of another object type, so that the plan covers both classes. */
export const generalEntryOf = (place: City, changes: Readonly<Record<string, unknown>> = {}) => entryOf(place, {
  serialNo: 2, name: '广告经营单位联合抽查', objectScope: '全市广告经营单位', modes: ['DOCUMENTARY'],
  items: [{ itemId: place.generalItem.itemId, departmentId: place.lead.id }, { itemId: place.participantItem.itemId, departmentId: place.participant.id }], ...changes,
});

export const createPlan = async (planning: Planning, place: City, year = 2025): Promise<string> => (await done(planning, place.lead.officer, 'createAnnualPlan', { year })).id;

export const saveEntry = async (planning: Planning, place: City, planId: string, entry: Readonly<Record<string, unknown>>): Promise<string> => (await done(planning, place.lead.officer, 'savePlanEntry', { planId, entry })).id;

export const agree = (planning: Planning, place: City, entryId: string) => done(planning, place.participant.officer, 'agreePlanEntry', { entryId, agree: true });

/** A plan with a key and a general entry, both agreed to. */
export async function agreedPlan(planning: Planning, place: City, changes: Readonly<Record<string, unknown>> = {}): Promise<{ readonly planId: string; readonly entryId: string; readonly generalEntryId: string }> {
  const planId = await createPlan(planning, place);
  const entryId = await saveEntry(planning, place, planId, entryOf(place, changes));
  const generalEntryId = await saveEntry(planning, place, planId, generalEntryOf(place));
  await agree(planning, place, entryId);
  await agree(planning, place, generalEntryId);
  return { planId, entryId, generalEntryId };
}

export const delivered = (planId: string, revision = 1, deliveredAt = '2025-03-01T10:00:00+08:00') => ['PublicationDelivered', {
  subjectKind: 'PLAN', subjectId: planId, revision, receipts: [{ channel: 'NECIPS_CQ', receiptNumber: `R-${revision}`, deliveredAt }],
}] as const;

/** A plan that is public on every channel. */
export async function publishedPlan(planning: Planning, place: City, changes: Readonly<Record<string, unknown>> = {}): Promise<{ readonly planId: string; readonly entryId: string; readonly generalEntryId: string }> {
  const plan = await agreedPlan(planning, place, changes);
  await done(planning, place.lead.officer, 'publishAnnualPlan', { planId: plan.planId });
  await planning.hear('disclosure', delivered(plan.planId));
  return plan;
}

/** A task in words, to be spoilt by the test. */
export const taskOf = ({ lead, participant }: City, planEntryId: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  planEntryId, name: '2025年第一批餐饮联合抽查', period: { from: '2025-04-01', to: '2025-06-30' },
  departments: [{ departmentId: lead.id, role: 'LEAD' }, { departmentId: participant.id, role: 'PARTICIPANT' }], objectCount: 10, ...changes,
});

/** What an entry says in other places besides, so that it is complete there. */
export const WORDS = {
  CC: { frequency: 1, furtherFields: [{ field: 'task', value: '餐饮抽查' }] },
  SY: { drawMode: 'UNDIRECTED', notMergedReason: '分批', furtherFields: ['batches', 'batches[].scope', 'batches[].quantity', 'batches[].schedule', 'keyFields', 'workRequirements'].map((field) => ({ field, value: '见附件' })) },
  SAMR: { frequency: 1, strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01', frequency: 1 }, { dimension: 'CREDIT', value: 'D', ratio: '0.3', frequency: 2 }] },
  GA: { strata: [{ dimension: 'CREDIT', value: 'A', ratio: '0.01' }, { dimension: 'CREDIT', value: 'D', ratio: '0.09' }], furtherFields: [{ field: 'leadDivision', value: '食品处' }, { field: 'participatingDivisions', value: '广告处' }] },
} as const;

/** A public plan of a department in Shenyang, Gui'an or under the national policy, where nobody has to agree to an entry; its entries' ids in their order. */
export async function publicPlanOf(planning: Planning, { officer, id, level, divisionCode }: Office, profile: 'SY' | 'SAMR' | 'GA', entries: readonly Readonly<Record<string, unknown>>[]): Promise<string[]> {
  const planId = (await done(planning, officer, 'createAnnualPlan', { year: 2025 })).id;
  const ids: string[] = [];
  for (const entry of entries) ids.push((await done(planning, officer, 'savePlanEntry', { planId, entry: { ...WORDS[profile], leadDepartmentId: id, ...entry } })).id);
  await done(planning, officer, 'submitAnnualPlan', { planId });
  if (profile === 'SY') {
    if (level !== 'COUNTY') await done(planning, { ...officer, roles: ['LEGAL_REVIEWER'] }, 'reviewAnnualPlan', { planId, decision: 'APPROVE' });
    await done(planning, inRole(await office(planning, '司法局', { level, divisionCode, profile }), 'JUSTICE_REVIEWER'), 'reviewAnnualPlan', { planId, decision: 'APPROVE' });
  }
  await done(planning, officer, 'publishAnnualPlan', { planId });
  await planning.hear('disclosure', delivered(planId));
  return ids;
}

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
