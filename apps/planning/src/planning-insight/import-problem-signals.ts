import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/department.store.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { insertSignals, type ProblemSignalRow } from './planning-insight.store.ts';

export interface ImportProblemSignalsInput {
  readonly idempotencyKey: string;
  readonly source: ProblemSignalRow['source'];
  readonly signals: readonly { readonly externalId: string; readonly field: string; readonly divisionCode: string; readonly occurredOn: string }[];
}

const AT_MOST = 2_000;
const DIVISION = /^\d{6}$/;

/** Takes over what monitoring and complaints brought to light, where the profile plans by it. SY art.12(5). */
export async function importProblemSignals(tx: Tx, act: Act, { source, signals }: ImportProblemSignalsInput): Promise<Outcome<{ imported: number }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { inputs } = profile.value.plan;
  const clause = clauseOf(inputs);
  if (!inputs.value.includes(source)) return refuse('INVALID_VALUE', clause, { field: 'source', value: source, allowed: inputs.value });
  if (signals.length === 0 || signals.length > AT_MOST) return refuse('INVALID_VALUE', clause, { field: 'signals', actual: signals.length, limit: AT_MOST });
  const odd = signals.find(({ externalId, field, divisionCode }) => externalId.trim() === '' || field.trim() === '' || !DIVISION.test(divisionCode));
  if (odd !== undefined) return refuse('INVALID_VALUE', clause, { field: 'signals', value: odd.externalId });
  const imported = await insertSignals(tx, signals.map((signal) => ({ ...signal, source, importedAt: act.now, importedBy: act.identity.subject })));
  recordChange(tx, { entity: 'ProblemSignals', entityId: newId(), before: null, after: { source, told: signals.length, imported } });
  return ok({ imported });
}
