import { invariant } from '@sortition/kernel';
import type { CertifiedStratum } from './certificate.ts';
import type { FrameCursor } from './frame-cursor.ts';
import type { FrameUnit } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';
import { limitFor, SmallestTickets, type DrawnUnit, type KeptTickets } from './smallest-tickets.ts';
import { TicketLanes } from './ticket-lanes.ts';
import { TicketMaker } from './ticket.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many units of a stratum are drawn, and how many follow in certified order. */
export interface StratumQuota {
  readonly key: string;
  readonly size: number;
  readonly reserve: number;
  /** How many units the stratum has, where that is certain: it makes the draw faster, and a wrong number is an error. */
  readonly outOf?: number;
  /** A first word above which no ticket is of use to whoever draws; fewer may then be given than there are. */
  readonly limit?: number;
}

/**
 * Draws units that stream by in any order: in each stratum the smallest tickets win.
 * Time is linear in the stream, memory in the sample. Units of strata without a quota are passed over.
 */
export class UnitDraw {
  readonly #quotas: readonly StratumQuota[];
  readonly #strata: ReadonlyMap<string, SmallestTickets>;
  readonly #tickets: TicketMaker;
  readonly #openLanes: () => TicketLanes<SmallestTickets> | null;
  #lanes: TicketLanes<SmallestTickets> | null | undefined;

  constructor({ seed, strata, hasher }: { readonly seed: string; readonly strata: readonly StratumQuota[]; readonly hasher: Hasher }) {
    this.#quotas = strata;
    this.#strata = new Map(strata.map(({ key, size, reserve, outOf, limit }) => [key, new SmallestTickets(size + reserve, limit ?? (outOf === undefined ? undefined : limitFor(size + reserve, outOf)))]));
    this.#tickets = new TicketMaker(hasher, seed);
    this.#openLanes = () => TicketLanes.open(hasher, seed, (stratum, ticket, unitId, weight) => stratum.offer(ticket, decoder.decode(unitId), weight));
  }

  add({ unitId, stratum, weight }: FrameUnit): void {
    this.#strata.get(stratum)?.offer(this.#tickets.smallest(unitId, weight), unitId, weight);
  }

  /** What `addId` takes for the stratum of a key; null for one without a quota. */
  stratum(key: string): SmallestTickets | null {
    return this.#strata.get(key) ?? null;
  }

  /** Takes a unit by the bytes of its sound id, which are copied; for whoever has them at hand without a line. */
  addId(stratum: SmallestTickets, ids: DataView, start: number, end: number, weight: number): void {
    if (this.#lanes === undefined) this.#lanes = this.#openLanes();
    if (this.#lanes?.add(stratum, ids, start, end, weight) === true) return;
    const unitId = decoder.decode(new DataView(ids.buffer, ids.byteOffset + start, end - start));
    stratum.offer(this.#tickets.smallest(unitId, weight), unitId, weight);
  }

  /** Takes the sound line under a cursor: the same as `add` of its unit, several times as fast. */
  addLine({ view, start, idEnd, weight }: FrameCursor, stratum: string): void {
    const kept = this.#strata.get(stratum);
    if (kept !== undefined) this.addId(kept, view, start, idEnd, weight);
  }

  /** What is kept of each stratum so far, in the order of the quotas, for another draw of the same seed and quotas to join. */
  kept(): KeptTickets[] {
    this.#lanes?.flush();
    return this.#quotas.flatMap(({ key }) => this.#strata.get(key)?.kept() ?? []);
  }

  /** Takes what another draw kept of other units of the same frame: the same as having taken these units itself. */
  join(kept: readonly KeptTickets[]): void {
    for (const [i, { key }] of this.#quotas.entries()) {
      const tickets = kept[i];
      invariant(tickets !== undefined, 'parts of a draw have the same strata');
      this.#strata.get(key)?.offerKept(tickets);
    }
  }

  /** The strata in the order of the quotas, each with its drawn units and its reserve in the order of their tickets. */
  finish(): CertifiedStratum[] {
    this.#lanes?.flush();
    return this.#quotas.map((quota) => certifiedStratum(quota, this.#strata.get(quota.key)?.inOrder() ?? []));
  }
}

function certifiedStratum({ key, size, reserve, outOf }: StratumQuota, inOrder: readonly DrawnUnit[]): CertifiedStratum {
  invariant(outOf === undefined || inOrder.length >= Math.min(size + reserve, outOf), `stratum ${key} has its ${outOf} units`);
  const drawn = inOrder.slice(0, size);
  return { key, threshold: drawn.at(-1)?.ticket ?? null, drawn, reserve: inOrder.slice(size, size + reserve) };
}

/** The order of a draw: by ticket, then by the bytes of the unit id. */
export const compareDrawn = (a: DrawnUnit, b: DrawnUnit): number => (a.ticket === b.ticket ? compareUtf8(a.unitId, b.unitId) : a.ticket < b.ticket ? -1 : 1);

/**
 * Merges parts that several departments drew from one seed, each under the quotas of the whole, into what one central
 * draw over all their units gives. A unit that stands in several parts counts once.
 */
export function mergeDraws(parts: readonly (readonly CertifiedStratum[])[], quotas: readonly StratumQuota[]): CertifiedStratum[] {
  return quotas.map((quota) => {
    const units = parts.flatMap((part) => part.filter(({ key }) => key === quota.key).flatMap(({ drawn, reserve }) => [...drawn, ...reserve]));
    const inOrder = units.toSorted(compareDrawn).filter((unit, i, all) => unit.unitId !== all[i - 1]?.unitId);
    return certifiedStratum(quota, inOrder);
  });
}
