import { FrameHasher, frameLine, type FrameSummary } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { FrameWriter, insertExclusions } from './frame.store.ts';
import { nativeSha256 } from './native-sha256.ts';
import { populationOf, type FrameUnit, type PopulationTerms } from './population.store.ts';

/** What a frame is made of, and how. */
export interface FrameTerms extends PopulationTerms {
  /** Why a unit is left out; null for one that stays in. */
  readonly reasonToLeaveOut: (unit: FrameUnit) => string | null;
  /** The stratum of a unit; null for one that is not asked for. */
  readonly stratumOf: (unit: FrameUnit) => string | null;
}

export interface FrozenPopulation {
  readonly frame: FrameSummary;
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[];
}

/** Writes the population down, unit by unit in the order of ids, leaving out what the terms exclude; each with its reason. */
export async function freezePopulation(tx: Tx, drawId: string, terms: FrameTerms): Promise<FrozenPopulation> {
  const hasher = new FrameHasher(nativeSha256);
  const writer = new FrameWriter(tx, drawId);
  const excluded = new Map<string, number>();
  for await (const page of populationOf(tx, terms)) {
    const out: { drawId: string; objectId: string; reason: string }[] = [];
    for (const unit of page) {
      const stratum = terms.stratumOf(unit);
      if (stratum === null) continue;
      const reason = terms.reasonToLeaveOut(unit);
      if (reason !== null) {
        out.push({ drawId, objectId: unit.id, reason });
        excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
        continue;
      }
      const line = { unitId: unit.id, stratum, weight: unit.weight };
      const fault = hasher.add(line);
      invariant(fault === null, `unit ${unit.id} cannot be frozen: ${fault}`);
      await writer.add(frameLine(line));
    }
    await insertExclusions(tx, out);
  }
  await writer.flush();
  return { frame: hasher.finish(), exclusions: [...excluded].map(([reason, count]) => ({ reason, count })) };
}
