import type pg from 'pg';
import { expect } from 'vitest';

/** One attempt with everything that may never change again. */
export interface AttemptHistory {
  readonly id: string;
  readonly state: string;
  readonly attempt: number;
  readonly intent: string;
  readonly frame: string;
  /** The change that a supplement serves. */
  readonly changeId: string | null;
  readonly seed: string | null;
  readonly certificate: string | null;
  readonly listVersion: number;
  /** The order as it was drawn, and who is on the list now. */
  readonly order: readonly string[];
  readonly list: readonly { readonly objectId: string; readonly state: string }[];
  readonly intended: number;
  readonly certified: number;
}

export interface TaskHistory {
  readonly attempts: readonly AttemptHistory[];
  readonly changes: readonly string[];
}

const ATTEMPTS = `select d.id, d.state, d.attempt, d.intent, d.seed, d.certificate, d.list_version as "listVersion", d.change_id as "changeId",
  d.frame_root || (select coalesce(string_agg(md5(units), ',' order by number), '') from sampling.frame_block c where c.draw_id = d.id) as frame,
  (select coalesce(array_agg(concat_ws(' ', stratum, ord, object_id, ticket, probability) order by stratum, ord, object_id), '{}') from sampling.drawn_object o where o.draw_id = d.id) as "order",
  (select coalesce(json_agg(json_build_object('objectId', object_id, 'state', o.state) order by stratum, ord), '[]') from sampling.drawn_object o
    where o.draw_id = d.id and since_version <= d.list_version and (until_version is null or until_version > d.list_version)) as list,
  (select count(*)::int from kit.event where type = 'DrawIntended' and payload->>'drawId' = d.id::text) as intended,
  (select count(*)::int from kit.event where type = 'DrawCertified' and payload->>'drawId' = d.id::text) as certified
  from sampling.object_draw d where d.task_id = $1 order by d.attempt, d.id`;

/** Everything that is kept of the draws of a task, past row policies. */
export async function readHistory(owner: pg.Pool, taskId: string): Promise<TaskHistory> {
  const { rows: attempts } = await owner.query<AttemptHistory>(ATTEMPTS, [taskId]);
  const { rows: changes } = await owner.query<{ id: string }>('select c.id from sampling.object_change c join sampling.object_draw d on d.id = c.draw_id where d.task_id = $1 order by c.requested_at, c.id', [taskId]);
  return { attempts, changes: changes.map(({ id }) => id) };
}

const fixed = ({ id, attempt, intent, frame }: AttemptHistory) => ({ id, attempt, intent, frame });
const result = ({ seed, certificate }: AttemptHistory) => ({ seed, certificate });
const LOCKED = ['CONFIRMED', 'DISPATCHED', 'CHANGED'];

/** What must hold between two looks, whatever was called in between. */
export function assertNothingWasUndone(before: TaskHistory, now: TaskHistory): void {
  expect(now.attempts.map(({ attempt }) => attempt), 'attempts are numbered without a gap').toEqual(now.attempts.map((_, i) => i + 1));
  const live = now.attempts.filter(({ state }) => state !== 'VOID').map(({ changeId }) => changeId ?? 'the list itself');
  expect(new Set(live).size, 'attempts live, of the list and for each change').toBe(live.length);
  for (const old of before.attempts) {
    const kept = now.attempts.find(({ id }) => id === old.id);
    if (kept === undefined) throw new Error(`attempt ${old.attempt} disappeared`);
    expect(fixed(kept), 'what was intended').toEqual(fixed(old));
    if (old.seed !== null) {
      expect(result(kept), 'a drawn result').toEqual(result(old));
      // a supplement that an approved change asked for is added to the list; nothing that was drawn leaves the record
      expect(kept.listVersion === old.listVersion ? kept.order : kept.order.filter((unit) => old.order.includes(unit)), 'a drawn result').toEqual(old.order);
    }
    if (old.state === 'VOID') expect(kept, 'a voided attempt').toEqual(old);
    if (LOCKED.includes(old.state)) {
      expect(LOCKED, 'a confirmed list').toContain(kept.state);
      if (kept.listVersion === old.listVersion) expect(kept.list, 'a confirmed list without a new version').toEqual(old.list);
    }
  }
  for (const { seed, certificate, certified, intended, state, order } of now.attempts) {
    const drawn = seed !== null;
    expect({ certified, intended, hasCertificate: certificate !== null, hasList: order.length > 0 }, 'one intent, one result').toEqual({ certified: drawn ? 1 : 0, intended: 1, hasCertificate: drawn, hasList: drawn });
    if (!drawn) expect(['PREPARED', 'VOID'], 'a state without a result').toContain(state);
  }
}
