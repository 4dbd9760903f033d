import { isPlainText } from '@sortition/draw';
import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, recordNoChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { speaksForDepartment } from '../task/task.rules.ts';
import { lockSource, type SourceKey } from './awaited-source.ts';
import { insertCeremony, latestCeremony } from './ceremony.store.ts';
import { areDigitsOfACeremony } from './randomness.rules.ts';

interface Witness {
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
}

export interface RecordCeremonyInput extends MutationInput {
  readonly drawId: string;
  readonly source: string;
  readonly digits: string;
  readonly place: string;
  readonly heldAt: Date;
  readonly witnesses: readonly Witness[];
}

const isSaid = (text: string): boolean => text.trim() !== '' && text.length <= 200 && isPlainText(text);

function isComplete({ digits, place, heldAt, witnesses }: RecordCeremonyInput, now: Date, clause: string | null): Outcome<true> {
  if (!areDigitsOfACeremony(digits)) return refuse('INVALID_VALUE', clause, { field: 'digits' });
  if (!isSaid(place)) return refuse('MISSING_FIELD', clause, { field: 'place' });
  if (heldAt > now) return refuse('INVALID_VALUE', clause, { field: 'heldAt' });
  if (witnesses.length === 0) return refuse('WITNESS_REQUIRED', clause);
  return witnesses.every(({ name, role, organisation }) => [name, role, organisation].every(isSaid)) ? ok(true) : refuse('MISSING_FIELD', clause, { field: 'witnesses' });
}

/** Takes down the digits of a public ceremony as one person typed them. A recording that is not confirmed yet may be replaced; all stay in the minutes. */
export async function recordCeremony(tx: Tx, act: Act, input: RecordCeremonyInput, personalData: PersonalData): Promise<Outcome<SourceKey>> {
  const source = await lockSource(tx, input.drawId, input.source, 'DICE');
  if (!source.ok) return source;
  const { row, task, clause } = source.value;
  const permitted = speaksForDepartment(act.identity, task, clause);
  if (!permitted.ok) return permitted;
  const complete = isComplete(input, act.now, clause);
  if (!complete.ok) return complete;
  const key = { drawId: row.drawId, source: row.source };
  const latest = await latestCeremony(tx, row.drawId, row.source);
  if (latest?.digits === input.digits && latest.recordedBy === act.identity.subject && latest.place === input.place && latest.heldAt.getTime() === input.heldAt.getTime()) {
    recordNoChange(tx);
    return ok(key);
  }
  if (row.state === 'GIVEN') return refuse('INVALID_TRANSITION', clause, { from: 'GIVEN', to: 'GIVEN' });
  const number = (latest?.number ?? 0) + 1;
  await insertCeremony(tx, {
    id: newId(), ...key, number, taskId: row.taskId, digits: input.digits, place: input.place, heldAt: input.heldAt,
    witnesses: input.witnesses.map(({ name, role, organisation }) => ({ nameSealed: personalData.seal(name), role, organisation })), recordedBy: act.identity.subject, recordedAt: act.now,
  });
  recordChange(tx, { entity: 'RandomnessCeremony', entityId: row.drawId, before: null, after: { source: row.source, number, digits: input.digits, place: input.place, witnesses: input.witnesses.length } });
  return ok(key);
}
