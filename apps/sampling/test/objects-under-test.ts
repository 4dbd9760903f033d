import { newId } from '@sortition/kernel';
import type { Identity } from '@sortition/service-kit';
import type { Answer } from '@sortition/testkit';
import { LEAD, PARTICIPANT, key, lead, type Sampling } from './sampling-under-test.ts';

const LIST = 'items(first: 200) { totalCount nodes { object { id } order stratum ticket probability state reason inspectedThisYear pendingTasks { id } mergedInto { id } clue { id } supplement { id } availableActions } }';
const DRAW = `objectDraw { id state attempt mode units population frameRoot intentHash seed certificate certificateHash listVersion narrowing { riskLevels } import { platform externalNumber documentHash } voidReason voidRequestedBy voidedBy integration
  continues { id } supplements { id } strata { key population weight size ratio probability rounding } overrides { object { id } ground legalBasis recordedBy } ${LIST} }`;
const CHANGE = 'objectChange { id state addCount added { id } removed { id } draw { id state listVersion } }';

const MUTATIONS = {
  distributeClue: ['DistributeClueInput', 'clue { id distributedTo { id } handledAt outcome }'],
  handleClue: ['HandleClueInput', 'clue { id distributedTo { id } handledAt outcome }'],
  registerClue: ['RegisterClueInput', 'clue { id object { id } kind settledAt }'],
  prepareObjectDraw: ['PrepareObjectDrawInput', DRAW],
  drawObjects: ['DrawObjectsInput', DRAW],
  importDraw: ['ImportDrawInput', DRAW],
  excludeDrawnObject: ['DrawnObjectInput', DRAW],
  mergeDrawnObject: ['DrawnObjectInput', DRAW],
  confirmObjectDraw: ['ObjectDrawInput', DRAW],
  dispatchObjectList: ['ObjectDrawInput', DRAW],
  voidDraw: ['VoidDrawInput', DRAW],
  requestObjectChange: ['RequestObjectChangeInput', CHANGE],
  decideObjectChange: ['DecideObjectChangeInput', CHANGE],
  randomiseCircumstances: ['RandomiseCircumstancesInput', 'circumstances { id drawn { dimension option } reason certificate certificateHash }'],
} as const;

export interface ObjectView {
  readonly object: { readonly id: string };
  readonly order: number | null;
  readonly stratum: string | null;
  readonly ticket: string | null;
  readonly probability: string | null;
  readonly state: string;
  readonly inspectedThisYear: boolean;
  readonly pendingTasks: readonly { readonly id: string }[];
  readonly clue: { readonly id: string } | null;
  readonly supplement: { readonly id: string } | null;
  readonly availableActions: readonly string[];
}

export interface View {
  readonly id: string;
  readonly state: string;
  readonly attempt: number;
  readonly mode: string;
  readonly population: number;
  readonly certificate: string;
  readonly certificateHash: string;
  readonly strata: readonly { readonly key: string; readonly population: number; readonly size: number; readonly ratio: string; readonly probability: string; readonly rounding: string }[];
  readonly items: { readonly totalCount: number; readonly nodes: readonly ObjectView[] };
  readonly [field: string]: unknown;
}

/** Calls a mutation by its name and gives the whole answer. */
export const ask = (sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const [type, fields] = MUTATIONS[name];
  return sampling.ask(identity, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: key(), ...input } });
};

/** The record that a mutation which must succeed answers with. */
export async function did(sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Readonly<Record<string, unknown>>): Promise<View> {
  const answer = await ask(sampling, identity, name, input);
  if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  const [view] = Object.values((answer.data as Record<string, Record<string, View>>)[name] ?? {});
  if (view === undefined) throw new Error(`${name} answered nothing`);
  return view;
}

export const refusalOf = (answer: Answer): Readonly<Record<string, unknown>> => answer.errors[0]?.extensions ?? {};

export interface Terms {
  readonly taskId?: string;
  readonly profile?: string;
  readonly origin?: string;
  readonly itemClass?: string;
  readonly kinds?: readonly string[];
  readonly divisionCodes?: readonly string[];
  readonly ownerDepartmentIds?: readonly string[];
  readonly ratio?: string;
  readonly strata?: readonly Readonly<Record<string, unknown>>[];
  readonly inspectorsPerDepartment?: number;
}

const coreOf = ({ taskId, profile = 'CQ', origin = 'PLAN', itemClass = 'GENERAL' }: Terms & { readonly taskId: string }) => ({
  taskId, taskNumber: `T-2025-${taskId.slice(-6)}`, name: '联合抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: LEAD, participatingDepartmentIds: [PARTICIPANT], divisionCode: '500100',
  period: { from: '2025-03-01', to: '2025-06-30' }, profile, profileHash: 'a'.repeat(64), origin,
  items: [{ itemId: newId(), departmentId: LEAD, name: '食品经营许可', itemClass, objectType: 'MARKET_ENTITY', noticeExemption: null }],
});

export const createdTask = async (sampling: Sampling, terms: Terms): Promise<string> => {
  const taskId = terms.taskId ?? newId();
  await sampling.hear('planning', ['TaskCreated', coreOf({ ...terms, taskId })]);
  return taskId;
};

/** A task for which objects may be drawn; both directories are confirmed for it. */
export async function readyTask(sampling: Sampling, terms: Terms = {}): Promise<string> {
  const taskId = terms.taskId ?? newId();
  await sampling.hear('planning', ['TaskReady', {
    ...coreOf({ ...terms, taskId }), population: { kinds: terms.kinds ?? [], divisionCodes: terms.divisionCodes ?? [], tags: [], riskLevels: [], creditLevels: [], ownerDepartmentIds: terms.ownerDepartmentIds ?? [] },
    ratio: terms.ratio ?? '0.1', objectCount: 1_000, strata: terms.strata ?? [],
    scheme: { content: '许可与台账', modes: ['ON_SITE', 'DOCUMENTARY'], inspectorsPerDepartment: terms.inspectorsPerDepartment ?? 1, teamCount: 1, specialties: [], inspectorDrawnBy: null },
  }]);
  return taskId;
}

export const confirmDirectories = (sampling: Sampling, taskId: string, departments: readonly string[] = [LEAD, PARTICIPANT]): Promise<void> =>
  sampling.hear('registry', ...departments.map((departmentId) => ['DirectoryConfirmed', { taskId, departmentId, state: 'CONFIRMED', at: '2025-03-03T09:00:00+08:00' }] as const));

/** Prepared and drawn by the lead. */
export async function drawnFor(sampling: Sampling, taskId: string, prepare: Readonly<Record<string, unknown>> = {}): Promise<View> {
  await did(sampling, lead, 'prepareObjectDraw', { taskId, ...prepare });
  return did(sampling, lead, 'drawObjects', { taskId });
}

/** Confirmed and sent to the departments. */
export async function dispatchedFor(sampling: Sampling, taskId: string, prepare: Readonly<Record<string, unknown>> = {}): Promise<View> {
  const draw = await drawnFor(sampling, taskId, prepare);
  await did(sampling, lead, 'confirmObjectDraw', { drawId: draw.id });
  return did(sampling, lead, 'dispatchObjectList', { drawId: draw.id, integration: '与同期任务比对，无可合并' });
}

export const idsOf = ({ items }: View): string[] => items.nodes.map(({ object }) => object.id);

export const visited = (taskId: string, objectId: string, endedAt = '2025-04-02T10:00:00+08:00') =>
  ['InspectionEnded', { inspectionId: newId(), taskId, taskNumber: 'T', objectId, endedAt, direct: false }] as const;
