import { createHash } from 'node:crypto';
import { allPassed, verifyCertificateText } from '@sortition/draw';
import type { DrawClient, ToldDraw } from './draw-client.ts';
import { query } from './draw-stage.ts';

/** What the callers were told, by task. */
export interface ToldTask {
  readonly taskId: string;
  /** One per attempt; all but the last were voided. */
  readonly draws: readonly ToldDraw[];
}

/** What is wrong in the end: every number but the first two must be 0. */
export interface DrawVerdict {
  readonly tasks: number;
  readonly draws: number;
  /** Told, and not in the database. */
  readonly lost: number;
  /** A second live attempt of a task, a result without a caller, or one seed for two. */
  readonly doubled: number;
  /** Another result, list or certificate than was told; or one that does not verify. */
  readonly changed: number;
  /** Events that are missing, or told twice. */
  readonly eventsWrong: number;
}

interface StoredDraw {
  readonly id: string;
  readonly task_id: string;
  readonly state: string;
  readonly attempt: number;
  readonly seed: string;
  readonly certificate: string;
  readonly certificate_hash: string;
  readonly objects: readonly string[];
}

const STORED = `select d.id, d.task_id, d.state, d.attempt, d.seed, d.certificate, d.certificate_hash,
  (select coalesce(array_agg(o.object_id::text order by o.object_id), '{}') from sampling.drawn_object o where o.draw_id = d.id and o.since_version = 1) as objects
  from sampling.object_draw d`;
const TOLD = `select type, payload->>'drawId' as draw, count(*)::int as times from kit.event where type in ('DrawIntended', 'DrawCertified', 'DrawAbandoned', 'ObjectDrawConfirmed') group by 1, 2`;

const native = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

function isAsTold(stored: StoredDraw, told: ToldDraw): boolean {
  const same = stored.seed === told.seed && stored.certificate_hash === told.certificateHash && stored.attempt === told.attempt;
  return same && stored.objects.join() === told.objectIds.toSorted().join() && allPassed(verifyCertificateText(stored.certificate, { hashers: () => native }));
}

/** Holds what the callers were told against what the database keeps. */
export async function compareDraws(adminUrl: string, told: readonly ToldTask[]): Promise<DrawVerdict> {
  const stored = await query<StoredDraw>(adminUrl, STORED);
  const byId = new Map(stored.map((draw) => [draw.id, draw]));
  const draws = told.flatMap((task) => task.draws);
  const toldIds = new Set(draws.map(({ id }) => id));
  const events = new Map((await query<{ type: string; draw: string; times: number }>(adminUrl, TOLD)).map(({ type, draw, times }) => [`${type} ${draw}`, times]));
  const owed = told.flatMap((task) => task.draws.flatMap(({ id }, i) => [`DrawIntended ${id}`, `DrawCertified ${id}`, `${i === task.draws.length - 1 ? 'ObjectDrawConfirmed' : 'DrawAbandoned'} ${id}`]));
  const live = stored.filter(({ state }) => state !== 'VOID');
  return {
    tasks: told.length,
    draws: draws.length,
    lost: draws.filter(({ id }) => !byId.has(id)).length,
    doubled: live.length - new Set(live.map((draw) => draw.task_id)).size + stored.filter(({ id }) => !toldIds.has(id)).length + stored.length - new Set(stored.map(({ seed }) => seed)).size,
    changed: draws.filter((draw) => { const kept = byId.get(draw.id); return kept !== undefined && !isAsTold(kept, draw); }).length,
    eventsWrong: owed.filter((event) => events.get(event) !== 1).length + [...events.keys()].filter((event) => !owed.includes(event) && byId.has(event.split(' ')[1] ?? '')).length,
  };
}

/** Asks again, with the same keys: the same answers must come. Tells how many did not. */
export async function changedAnswers(client: DrawClient, told: readonly ToldTask[], keyOf: (taskId: string, attempt: number) => string): Promise<number> {
  let changed = 0;
  for (const { taskId, draws } of told) {
    for (const draw of draws) {
      const again = await client.insist('drawObjects', keyOf(taskId, draw.attempt), { taskId }).catch(() => undefined);
      if (JSON.stringify(again) !== JSON.stringify(draw)) changed += 1;
    }
  }
  return changed;
}
