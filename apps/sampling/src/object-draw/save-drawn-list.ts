import type { CertifiedStratum } from '@sortition/draw';
import type { Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { cluesOfObjects } from '../clue/clue.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { insertDrawnObjects, yearOfObjects, type ObjectDrawRow, type YearOfObject } from './object-draw.store.ts';
import { chanceOf } from './probability.rules.ts';
import { directingClues } from './select-population.ts';

/** Why the lead is to look at an object before confirming: what the profile prompts for. GA art.34. */
export function flagOf(profile: Profile, { inspected, pendingTaskIds }: YearOfObject): 'REPEAT_IN_YEAR' | 'PENDING_IN_ANOTHER_TASK' | null {
  if (profile.draw.repeat.rule.value !== 'PROMPT') return null;
  return inspected ? 'REPEAT_IN_YEAR' : pendingTaskIds.length > 0 ? 'PENDING_IN_ANOTHER_TASK' : null;
}

const UNTOUCHED: YearOfObject = { inspected: false, pendingTaskIds: [] };

/** Writes the drawn list and its reserve down, each object with what was done to it this year and the clue it was drawn for; true when an object is flagged. */
export async function saveDrawnList(tx: Tx, row: ObjectDrawRow, task: TaskRow, strata: readonly CertifiedStratum[], profile: Profile, year: number): Promise<boolean> {
  const ids = strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId }) => unitId));
  const done = await yearOfObjects(tx, year, task.id, ids);
  const clues = row.mode === 'DIRECTED_BY_CLUE' ? await cluesOfObjects(tx, directingClues(task, row.narrowing?.clueKinds ?? []), ids) : new Map<string, string>();
  const rows = strata.flatMap(({ key, drawn, reserve }) => {
    const stratum = row.strata.find((each) => each.key === key);
    return [...drawn, ...reserve].map(({ unitId, ticket, weight }, index) => {
      const listed = index < drawn.length;
      const ofYear = done.get(unitId) ?? UNTOUCHED;
      const reason = listed ? flagOf(profile, ofYear) : null;
      return {
        drawId: row.id, objectId: unitId, stratum: key, order: index + 1, ticket, probability: stratum === undefined ? '' : chanceOf(stratum, stratum.size, weight), reason,
        inspectedThisYear: ofYear.inspected, pendingTaskIds: [...ofYear.pendingTaskIds], clueId: clues.get(unitId) ?? null,
        state: listed ? (reason === null ? 'DRAWN' as const : 'FLAGGED' as const) : 'RESERVE' as const, sinceVersion: listed ? 1 : null, untilVersion: null,
      };
    });
  });
  await insertDrawnObjects(tx, rows);
  return rows.some(({ state }) => state === 'FLAGGED');
}
