import { type LifetimeAudit, type PlaceAudit, type TicketAudit } from '@sortition/draw/audit-randomness';
import type { Tx } from '@sortition/service-kit';
import { certifiedDraws, countObjects, framedUnits, frameIdOf, type CertifiedDraw } from './certified-draws.store.ts';

const OBJECTS_IN_MEMORY = 500_000;

/** What reads every draw with its frame. */
export interface FrameAudits {
  readonly tickets: TicketAudit;
  readonly places: PlaceAudit;
  readonly lifetime: LifetimeAudit;
}

/** A stratum of a draw, whose units are counted as its frame goes by. */
interface Lot {
  readonly stratum: string;
  readonly population: number;
  readonly size: number;
  readonly areEqual: boolean;
  /** The place in the order of tickets of each drawn unit. */
  readonly drawn: ReadonlyMap<string, number>;
  readonly places: number[];
  passed: number;
}

function lotsOf({ certificate: { intent, strata } }: CertifiedDraw): Map<string, Lot> {
  return new Map(intent.strata.map(({ key, population, weight, size }, i): [string, Lot] => {
    const drawn = strata[i]?.drawn ?? [];
    return [key, { stratum: key, population, size, areEqual: weight === population, drawn: new Map(drawn.map(({ unitId }, order) => [frameIdOf(unitId), order])), places: drawn.map(() => 0), passed: 0 }];
  }));
}

/**
 * Goes through every frame of the history. What each object met has to be kept until the end, so objects are dealt into as many
 * passes as memory asks for, by the last byte of their ids, which is chance. Answers how many draws there are.
 */
export async function auditFrames(tx: Tx, audits: FrameAudits): Promise<number> {
  const passes = Math.min(256, Math.max(1, Math.ceil(await countObjects(tx) / OBJECTS_IN_MEMORY)));
  let draws = 0;
  for (let pass = 0; pass < passes; pass++) {
    for await (const draw of certifiedDraws(tx)) {
      if (pass === 0) {
        draws += 1;
        readTickets(draw, audits.tickets);
      }
      await readFrame(tx, draw, pass === 0 ? audits.places : undefined, (objectId, chance, drawn) => {
        if (objectId.charCodeAt(objectId.length - 1) % passes === pass) audits.lifetime.meet(objectId, chance, drawn);
      });
    }
    audits.lifetime.endPass();
  }
  return draws;
}

function readTickets({ certificate: { seed, intent, strata } }: CertifiedDraw, tickets: TicketAudit): void {
  tickets.addSeed(seed);
  for (const [i, { drawn, reserve }] of strata.entries()) tickets.addLot({ tickets: [...drawn, ...reserve], size: drawn.length, weight: intent.strata[i]?.weight ?? 0 });
}

async function readFrame(tx: Tx, draw: CertifiedDraw, places: PlaceAudit | undefined, meet: (objectId: string, chance: number, drawn: boolean) => void): Promise<void> {
  const lots = lotsOf(draw);
  for await (const units of framedUnits(tx, draw.id)) {
    for (const { id, objectId, stratum } of units) {
      const lot = lots.get(stratum);
      if (lot === undefined) continue;
      const order = lot.drawn.get(id);
      if (order !== undefined) lot.places[order] = lot.passed;
      lot.passed += 1;
      if (lot.areEqual) meet(objectId, lot.size / lot.population, order !== undefined);
    }
  }
  for (const { stratum, population, areEqual, places: found } of lots.values()) {
    if (areEqual) places?.add({ stratum: `${draw.certificate.intent.drawnBy} ${stratum}`, at: draw.at, population, places: found });
  }
}
