import type { CertifiedStratum } from '@sortition/draw';
import type { Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { insertDrawnObjects, objectsOfYear, type ObjectDrawRow } from './object-draw.store.ts';

/** Objects that the profile wants the lead to look at: inspected this year, or pending in another task. GA art.34. */
async function flaggedObjects(tx: Tx, profile: Profile, year: number): Promise<ReadonlyMap<string, string>> {
  return profile.draw.repeat.rule.value === 'PROMPT' ? objectsOfYear(tx, year) : new Map();
}

/** Writes the drawn list and its reserve down; true when an object of the list is flagged. */
export async function saveDrawnList(tx: Tx, row: ObjectDrawRow, strata: readonly CertifiedStratum[], profile: Profile, year: number): Promise<boolean> {
  const flagged = await flaggedObjects(tx, profile, year);
  const rows = strata.flatMap(({ key, drawn, reserve }) => {
    const probability = row.strata.find((stratum) => stratum.key === key)?.probability ?? '';
    return [...drawn, ...reserve].map(({ unitId, ticket }, index) => {
      const listed = index < drawn.length;
      const reason = listed ? (flagged.get(unitId) ?? null) : null;
      return {
        drawId: row.id, objectId: unitId, stratum: key, order: index + 1, ticket, probability, reason,
        state: listed ? (reason === null ? 'DRAWN' as const : 'FLAGGED' as const) : 'RESERVE' as const, sinceVersion: listed ? 1 : null, untilVersion: null,
      };
    });
  });
  await insertDrawnObjects(tx, rows);
  return rows.some(({ state }) => state === 'FLAGGED');
}
