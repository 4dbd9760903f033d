import { randomUUID } from 'node:crypto';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, migrateDatabase, migrateJobs, readConfig, signIdentity, type Identity } from '@sortition/service-kit';
import { startTestSubgraph, type Answer, type TestSubgraph } from '@sortition/testkit';
import { startSampling } from '../src/start-sampling.ts';

export type Sampling = TestSubgraph<Identity>;

export const startSamplingUnderTest = (now = '2025-03-03T09:00:00+08:00'): Promise<Sampling> => startTestSubgraph<Identity>({
  service: 'sampling',
  serviceRoot: new URL('..', import.meta.url).pathname.replace(/\/$/, ''),
  migrate: async (target) => {
    await migrateDatabase(target);
    await migrateJobs(target.ownerUrl, target.appRole);
  },
  start: (env, clock) => startSampling(readConfig(env), { clock }),
  sign: signIdentity,
  sources: ['registry', 'planning', 'inspection'],
  now,
});

export const LEAD = newId();
export const PARTICIPANT = newId();
export const OUTSIDER = newId();

const of = (department: string, role: string, subject: string): Identity => ({ ...ANONYMOUS, subject, department, level: 'MUNICIPAL', region: '500000', roles: [role] });
export const lead = of(LEAD, 'PLANNER', 'lead-officer');
export const participant = of(PARTICIPANT, 'PLANNER', 'participant-officer');
export const outsider = of(OUTSIDER, 'PLANNER', 'outsider-officer');
export const principalHead = of(LEAD, 'DEPARTMENT_PRINCIPAL_HEAD', 'principal-head');
export const deputyHead = of(LEAD, 'DEPARTMENT_DEPUTY_HEAD', 'deputy-head');
export const headOfParticipant = of(PARTICIPANT, 'DEPARTMENT_HEAD', 'participant-head');
export const inspectorOfParticipant = of(PARTICIPANT, 'INSPECTOR', 'inspector-of-participant');

export const codeOf = (answer: Answer): unknown => answer.errors[0]?.extensions?.['code'];
export const key = (): string => randomUUID();

export interface RosterUnit {
  readonly objectId: string;
  readonly kind?: string;
  readonly riskLevel?: string;
  readonly creditLevel?: string;
  readonly uscc?: string;
  readonly divisionCode?: string;
  readonly tags?: readonly string[];
  readonly active?: boolean;
}

export const units = (count: number, of: Omit<RosterUnit, 'objectId'> = {}): RosterUnit[] => Array.from({ length: count }, () => ({ objectId: newId(), ...of }));

export const objectRoster = (rosterVersion: number, objects: readonly RosterUnit[]) => ['ObjectRosterChanged', {
  rosterVersion,
  objects: objects.map(({ objectId, kind = 'MARKET_ENTITY', riskLevel = null, creditLevel = null, divisionCode = '500112', tags = [], active = true, uscc = null }) => ({ objectId, divisionCode, kind, tags, riskLevel, creditLevel, weight: 1, active, ownerDepartmentId: null, uscc })),
}] as const;

export interface RosterPerson {
  readonly inspectorId: string;
  readonly departmentId: string;
  readonly qualified?: boolean;
  readonly certificateExpiresOn?: string;
  readonly recusedObjectIds?: readonly string[];
  readonly category?: string;
  readonly specialties?: readonly string[];
  readonly divisionCode?: string;
  readonly modes?: readonly string[];
  readonly active?: boolean;
}

export const people = (departmentId: string, count: number, of: Omit<RosterPerson, 'inspectorId' | 'departmentId'> = {}): RosterPerson[] => Array.from({ length: count }, () => ({ inspectorId: newId(), departmentId, ...of }));

export const inspectorRoster = (rosterVersion: number, inspectors: readonly RosterPerson[]) => ['InspectorRosterChanged', {
  rosterVersion,
  inspectors: inspectors.map(({ inspectorId, departmentId, qualified = true, certificateExpiresOn = null, recusedObjectIds = [], category = 'CIVIL_SERVANT', specialties = ['FOOD'], divisionCode = '500112', modes = ['ON_SITE'], active = true }) => ({
    inspectorId, subject: `inspector-${inspectorId}`, departmentId, divisionCode, category, qualified, certificateExpiresOn, specialties, modes, recusedObjectIds, active,
  })),
}] as const;

export interface RosterExpert {
  readonly expertId: string;
  readonly nature?: 'PERSON' | 'BODY';
  readonly services?: readonly string[];
  readonly specialties?: readonly string[];
  readonly qualification?: { readonly number: string; readonly expiresOn: string | null } | null;
  readonly active?: boolean;
}

export const expertSaved = ({ expertId, nature = 'PERSON', services = [], specialties = [], qualification = null, active = true }: RosterExpert) => ['ExpertSaved', {
  expertId, departmentId: LEAD, divisionCode: '500112', nature, kind: nature === 'BODY' ? 'TESTING_BODY' : 'EXPERT_SCHOLAR', specialties, services, qualification, active,
}] as const;

export interface TaskTerms {
  readonly taskId: string;
  readonly profile?: string;
  readonly itemClass?: string;
  readonly kinds?: readonly string[];
  readonly specialties?: readonly string[];
  readonly ratio?: string;
  readonly strata?: readonly { readonly dimension: string; readonly value: string; readonly ratio: string; readonly frequency: string | null }[];
  readonly inspectorsPerDepartment?: number;
  readonly teamCount?: number;
  readonly participants?: readonly string[];
  readonly inspectorDrawMode?: string;
  readonly inspectorFactors?: readonly string[];
  readonly inspectorDrawnBy?: 'EACH_DEPARTMENT' | 'LEAD_DEPARTMENT';
  readonly specialItemIds?: readonly string[];
  readonly modes?: readonly string[];
  readonly itemId?: string;
}

const core = ({ taskId, profile = 'CQ', itemClass = 'GENERAL', participants = [PARTICIPANT], itemId = newId() }: TaskTerms) => ({
  taskId, taskNumber: `CQ-2025-${taskId.slice(-6)}`, name: '餐饮联合抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: LEAD, participatingDepartmentIds: participants,
  divisionCode: '500112', period: { from: '2025-03-01', to: '2025-06-30' }, profile, profileHash: 'a'.repeat(64),
  items: [{ itemId, departmentId: LEAD, name: '食品经营许可', itemClass, objectType: 'MARKET_ENTITY', noticeExemption: null }],
});

export const taskCreated = (terms: TaskTerms) => ['TaskCreated', core(terms)] as const;

export const taskReady = (terms: TaskTerms) => ['TaskReady', {
  ...core(terms),
  population: { kinds: terms.kinds ?? [], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [] },
  ratio: terms.ratio ?? '0.05', objectCount: 1_000, strata: terms.strata ?? [],
  scheme: {
    content: '许可与台账', modes: terms.modes ?? ['ON_SITE'], inspectorsPerDepartment: terms.inspectorsPerDepartment ?? 1, teamCount: terms.teamCount ?? 1, specialties: terms.specialties ?? [],
    inspectorDrawnBy: terms.inspectorDrawnBy ?? null, inspectorDrawMode: terms.inspectorDrawMode ?? null, inspectorFactors: terms.inspectorFactors ?? [], specialItemIds: terms.specialItemIds ?? [],
  },
}] as const;

const MUTATIONS = {
  prepareObjectDraw: ['PrepareObjectDrawInput', 'objectDraw { id state population attempt intentHash seed strata { key population size ratio probability frequency rounding } availableActions }'],
  drawObjects: ['DrawObjectsInput', 'objectDraw { id state seed certificate certificateHash listVersion strata { key population size ratio probability frequency } items(first: 200) { totalCount nodes { object { id } order stratum ticket probability state } } }'],
  excludeDrawnObject: ['DrawnObjectInput', 'objectDraw { id state items(first: 200) { nodes { object { id } state reason } } }'],
  mergeDrawnObject: ['DrawnObjectInput', 'objectDraw { id state items(first: 200) { nodes { object { id } state reason } } }'],
  confirmObjectDraw: ['ObjectDrawInput', 'objectDraw { id state }'],
  dispatchObjectList: ['ObjectDrawInput', 'objectDraw { id state receipts { department { id } receivedAt } }'],
  voidDraw: ['VoidDrawInput', 'objectDraw { id state voidReason }'],
  requestObjectChange: ['RequestObjectChangeInput', 'objectChange { id state }'],
  decideObjectChange: ['DecideObjectChangeInput', 'objectChange { id state added { id } removed { id } draw { state listVersion } }'],
  drawInspectors: ['DrawInspectorsInput', 'inspectorDraw { id state attempt groups listVersion scheme { name version } eligible ineligible { reason count } ineligibleInspectors { inspector { id } reason } inspectors { inspector { id } order } substitutes { inspector { id } order } certificate }'],
  voidInspectorDraw: ['VoidInspectorDrawInput', 'inspectorDraw { id state voidReason }'],
  proposeCrossRegionDraw: ['ProposeCrossRegionDrawInput', 'agreement { id taskNumber state }'],
  agreeCrossRegionDraw: ['AgreeCrossRegionDrawInput', 'agreement { id state answeredBy }'],
  formTeam: ['FormTeamInput', 'teams { id number version members { role origin inspector { id } expert { id } department { id } } objects(first: 200) { id } warnings { code clause object { id } inspectors { id } } mergedVisits { task { id } object { id } } }'],
  engageExpert: ['EngageExpertInput', 'team { id version members { role origin reason services qualificationNo expert { id } } }'],
  drawExperts: ['DrawExpertsInput', 'team { id version members { role origin reason expert { id } } expertDraws { id certificate frame } }'],
  withdrawInspectorReplacement: ['WithdrawInspectorReplacementInput', 'inspectorReplacement { id state }'],
  requestInspectorReplacement: ['RequestInspectorReplacementInput', 'inspectorReplacement { id state }'],
  decideInspectorReplacement: ['DecideInspectorReplacementInput', 'inspectorReplacement { id state outOfOrder outOfOrderReason substitute { id } team { members { inspector { id } origin active role } } }'],
  assignSubstitute: ['AssignSubstituteInput', 'inspectorReplacement { id state outOfOrder outOfOrderReason substitute { id } team { members { inspector { id } origin active role } } }'],
} as const;

/** Calls a mutation by its name and gives the whole answer. */
export const call = (sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Record<string, unknown>): Promise<Answer> => {
  const [type, fields] = MUTATIONS[name];
  return sampling.ask(identity, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: key(), ...input } });
};

/** The payload of a mutation that must succeed. */
export async function done<T>(sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Record<string, unknown>): Promise<T> {
  const answer = await call(sampling, identity, name, input);
  if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return Object.values((answer.data as Record<string, Record<string, T>>)[name] ?? {})[0] as T;
}

export interface DrawView {
  readonly id: string;
  readonly state: string;
  readonly seed: string;
  readonly certificate: string;
  readonly population: number;
  readonly intentHash: string;
  readonly attempt: number;
  readonly strata: readonly { readonly key: string; readonly population: number; readonly size: number; readonly ratio: string; readonly probability: string; readonly frequency: string | null; readonly rounding: string }[];
  readonly items: { readonly totalCount: number; readonly nodes: readonly { readonly object: { readonly id: string }; readonly order: number; readonly stratum: string; readonly ticket: string; readonly probability: string; readonly state: string }[] };
}

/** A task whose list is drawn, confirmed and dispatched. */
export async function dispatched(sampling: Sampling, terms: TaskTerms): Promise<DrawView> {
  await sampling.hear('planning', taskReady(terms));
  await done(sampling, lead, 'prepareObjectDraw', { taskId: terms.taskId });
  const draw = await done<DrawView>(sampling, lead, 'drawObjects', { taskId: terms.taskId });
  await done(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
  await done(sampling, lead, 'dispatchObjectList', { drawId: draw.id, integration: '无可合并的任务' });
  return draw;
}
