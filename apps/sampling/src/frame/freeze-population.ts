import { FrameHasher, frameLine, type FrameSummary } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { staysOutThisYear, stratumOf, type RepeatRule } from '../object-draw/object-draw.rules.ts';
import { objectsOfYear } from '../object-draw/object-draw.store.ts';
import { FrameWriter, insertExclusions } from './frame.store.ts';
import { nativeSha256 } from './native-sha256.ts';
import { populationOf } from './population.store.ts';

type Terms = Pick<EventPayload<'TaskReady'>, 'population' | 'strata'>;

export interface FrozenPopulation {
  readonly frame: FrameSummary;
  readonly exclusions: readonly { readonly reason: string; readonly count: number }[];
}

/** Writes the population down, unit by unit in the order of ids, leaving out what the repeat rule excludes; each with its reason. */
export async function freezePopulation(tx: Tx, drawId: string, terms: Terms, rule: RepeatRule, year: number): Promise<FrozenPopulation> {
  const ofYear = rule === 'NONE' || rule === 'PROMPT' ? new Map<string, string>() : await objectsOfYear(tx, year);
  const hasher = new FrameHasher(nativeSha256);
  const writer = new FrameWriter(tx, drawId);
  const excluded = new Map<string, number>();
  for await (const page of populationOf(tx, terms.population)) {
    const out: { drawId: string; objectId: string; reason: string }[] = [];
    for (const unit of page) {
      const reason = ofYear.get(unit.id);
      if (reason === 'REPEAT_IN_YEAR' && staysOutThisYear(rule, unit.riskLevel)) {
        out.push({ drawId, objectId: unit.id, reason });
        excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
        continue;
      }
      const line = { unitId: unit.id, stratum: stratumOf(unit, terms.strata), weight: unit.weight };
      const fault = hasher.add(line);
      invariant(fault === null, `unit ${unit.id} cannot be frozen: ${fault}`);
      await writer.add(frameLine(line));
    }
    await insertExclusions(tx, out);
  }
  await writer.flush();
  return { frame: hasher.finish(), exclusions: [...excluded].map(([reason, count]) => ({ reason, count })) };
}
