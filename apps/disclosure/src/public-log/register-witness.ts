import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { WITNESS_KEY, isSameKey, parseVerifierKey } from '@sortition/transparency-log';
import type { RegisterWitnessInput } from '../generated/resolvers.ts';
import { insertWitness, listWitnesses, retireWitness } from './checkpoint.store.ts';
import { lockLog } from './log-entry.store.ts';

/** Names that mean something else in a policy. */
const POLICY_WORDS = ['none', 'witnesses'];

/** A department begins to watch the log. One key of it counts at a time, so that nobody can be a quorum alone. */
export async function registerWitness(tx: Tx, act: Act, input: RegisterWitnessInput & MutationInput): Promise<Outcome<{ witnessId: string }>> {
  const { department } = act.identity;
  if (department === null) return refuse('FORBIDDEN', null, { relation: 'DEPARTMENT' });
  const key = parseVerifierKey(input.key);
  if (!key.ok || key.value.type !== WITNESS_KEY || POLICY_WORDS.includes(key.value.name)) return refuse('INVALID_VALUE', null, { field: 'key' });
  const { name } = key.value;
  await lockLog(tx);
  const known = await listWitnesses(tx);
  const taken = known.some((witness) => {
    const other = parseVerifierKey(witness.key);
    const sameName = witness.name === name && witness.departmentId !== department && witness.retiredAt === null;
    return sameName || (other.ok && isSameKey(other.value, key.value));
  });
  if (taken) return refuse('CONFLICT', null, { entity: 'LogWitness' });
  for (const earlier of known) if (earlier.departmentId === department && earlier.retiredAt === null) await retireWitness(tx, earlier, act.now);
  const witnessId = newId();
  await insertWitness(tx, { id: witnessId, departmentId: department, name, key: input.key, registeredAt: act.now, registeredBy: act.identity.subject, retiredAt: null });
  return ok({ witnessId });
}
