import pg from 'pg';
import { newId } from '@sortition/kernel';
import type { Identity } from '@sortition/service-kit';
import type { Answer } from '@sortition/testkit';
import { done, key, lead, taskReady, type Sampling, type TaskTerms } from './sampling-under-test.ts';

/** Round 1000 of quicknet, as it was published; it began at 23:59:24 on 2023-08-23 in Shanghai. */
export const BEACON = 'drand:quicknet:1000';
export const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
/** The one of round 1001. */
export const OTHER_SIGNATURE = 'b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41';
/** A Sunday, so that two working days end with Tuesday 2023-08-22, before the beacon. */
export const SUNDAY = '2023-08-20T10:00:00+08:00';

export interface SourceView {
  readonly source: string;
  readonly kind: string;
  readonly commitment: string | null;
  readonly state: string;
  readonly dueAt: string | null;
  readonly revealedAt: string | null;
  readonly withheldAt: string | null;
  readonly encoding: string | null;
  readonly value: string | null;
  readonly ceremonies: readonly { readonly number: number; readonly digits: string; readonly place: string; readonly witnesses: readonly { readonly name: string; readonly role: string }[]; readonly recordedBy: string; readonly confirmedBy: readonly string[]; readonly minutes: string }[];
}

const SOURCE = 'source kind commitment state dueAt revealedAt withheldAt encoding value ceremonies { number digits place witnesses { name role } recordedBy confirmedBy minutes }';

const MUTATIONS = {
  commitRandomness: ['CommitRandomnessInput', 'randomnessCommitment { id commitment drawId }'],
  revealRandomness: ['RevealRandomnessInput', `randomness { ${SOURCE} }`],
  submitBeacon: ['SubmitBeaconInput', `randomness { ${SOURCE} }`],
  recordCeremony: ['RecordCeremonyInput', `randomness { ${SOURCE} }`],
  confirmCeremony: ['ConfirmCeremonyInput', `randomness { ${SOURCE} }`],
} as const;

/** Lets somebody do something about randomness, and gives the whole answer. */
export function say(sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Record<string, unknown>): Promise<Answer> {
  const [type, fields] = MUTATIONS[name];
  return sampling.ask(identity, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: { idempotencyKey: key(), ...input } });
}

/** The source after an act that must succeed. */
export async function given(sampling: Sampling, identity: Identity, name: keyof typeof MUTATIONS, input: Record<string, unknown>): Promise<SourceView> {
  const answer = await say(sampling, identity, name, input);
  if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return Object.values((answer.data as Record<string, Record<string, SourceView>>)[name] ?? {})[0] as SourceView;
}

export async function sourcesOf(sampling: Sampling, identity: Identity, drawId: string): Promise<Map<string, SourceView>> {
  const answer = await sampling.ask(identity, `query ($id: ID!) { objectDraw(id: $id) { randomness { ${SOURCE} } } }`, { id: drawId });
  const { objectDraw } = answer.data as { objectDraw: { randomness: SourceView[] } };
  return new Map(objectDraw.randomness.map((each) => [each.source, each]));
}

export interface Prepared {
  readonly id: string;
  readonly taskId: string;
  readonly intentHash: string;
}

export async function readyTask(sampling: Sampling, terms: Partial<TaskTerms> = {}): Promise<string> {
  const taskId = newId();
  await sampling.hear('planning', taskReady({ taskId, ...terms }));
  return taskId;
}

export async function prepare(sampling: Sampling, taskId: string, announced: readonly (readonly [kind: string, source: string])[] = []): Promise<Prepared> {
  const draw = await done<{ id: string; intentHash: string }>(sampling, lead, 'prepareObjectDraw', { taskId, announcedRandomness: announced.map(([kind, source]) => ({ kind, source })) });
  return { ...draw, taskId };
}

/** Digits of a ceremony that one person typed and two others confirmed. */
export async function rolled(sampling: Sampling, drawId: string, source: string, digits: string, people: readonly [Identity, Identity, Identity]): Promise<SourceView> {
  await given(sampling, people[0], 'recordCeremony', { drawId, source, digits, place: '渝中区政务大厅', heldAt: SUNDAY, witnesses: [{ name: '王小明', role: '公证员', organisation: '渝中公证处' }] });
  await given(sampling, people[1], 'confirmCeremony', { drawId, source, digits });
  return given(sampling, people[2], 'confirmCeremony', { drawId, source, digits });
}

/** What a statement gives to whoever owns the database and sees the rows of all departments. */
export async function asOwner<T extends pg.QueryResultRow>(sampling: Sampling, statement: string, values: readonly unknown[] = []): Promise<T[]> {
  const owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
  await owner.connect();
  try {
    await owner.query("select set_config('app.roles', 'SYSTEM', false)");
    return (await owner.query<T>(statement, [...values])).rows;
  } finally {
    await owner.end();
  }
}
