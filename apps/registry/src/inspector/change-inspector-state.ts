import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ConfirmInspectorInput, DeactivateInspectorInput } from '../generated/resolvers.ts';
import type { OfInspector } from '../payloads.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { tellInspectorRoster } from '../roster/tell-roster.ts';
import { rulesInForce } from '../rules-of.ts';
import { findInspectors, putInspector, type InspectorRow } from './inspector.store.ts';
import { auditedInspector } from './save-inspector.ts';

export type InspectorState = 'ENTERED' | 'CONFIRMED' | 'SUSPENDED' | 'INACTIVE';

const TRANSITIONS = {
  ENTERED: ['CONFIRMED', 'INACTIVE'],
  CONFIRMED: ['SUSPENDED', 'INACTIVE'],
  SUSPENDED: ['CONFIRMED', 'INACTIVE'],
  INACTIVE: [],
} as const satisfies Record<InspectorState, readonly InspectorState[]>;

/** The qualification is confirmed where the profile asks for it. SY art.7. */
export const confirmInspector = (tx: Tx, act: Act, input: ConfirmInspectorInput): Promise<Outcome<OfInspector>> =>
  changeState(tx, act, { id: input.id, to: 'CONFIRMED', roles: ['LEGAL_REVIEWER'], reason: null });

/** Takes an inspector out of every later draw. CQ 5.3.4. */
export async function deactivateInspector(tx: Tx, act: Act, input: DeactivateInspectorInput): Promise<Outcome<OfInspector>> {
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', null, { field: 'reason' });
  return changeState(tx, act, { id: input.id, to: 'INACTIVE', roles: ['DIRECTORY_MANAGER'], reason: input.reason });
}

interface StateChange {
  readonly id: string;
  readonly to: InspectorState;
  readonly roles: readonly string[];
  readonly reason: string | null;
}

async function changeState(tx: Tx, act: Act, { id, to, roles, reason }: StateChange): Promise<Outcome<OfInspector>> {
  const own = await ownDepartment(tx, act, roles, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { qualificationConfirm, requiredFields } = profile.value.inspectorDirectory;
  const clause = to === 'CONFIRMED' ? clauseOf(qualificationConfirm) : clauseOf(requiredFields);
  const version = await lockRoster(tx, 'INSPECTOR');
  const [before] = await findInspectors(tx, [id]);
  if (before === undefined) return refuse('NOT_FOUND', null, { inspectorId: id });
  if (before.departmentId !== own.value.id) return refuse('FORBIDDEN', clause, { department: own.value.id });
  const next: readonly string[] = TRANSITIONS[before.state as InspectorState]; // the table's check constraint admits these states and no others
  if (!next.includes(to)) return refuse('INVALID_TRANSITION', clause, { from: before.state, to });
  const after: InspectorRow = { ...before, state: to, rowVersion: before.rowVersion + 1, rosterVersion: version + 1, recordedAt: act.now, recordedBy: act.identity.subject };
  await putInspector(tx, before, after);
  recordChange(tx, { entity: 'Inspector', entityId: id, before: auditedInspector(before), after: { ...auditedInspector(after), reason } });
  await tellInspectorRoster(tx, act, version, [after]);
  return ok({ inspectorId: id });
}
