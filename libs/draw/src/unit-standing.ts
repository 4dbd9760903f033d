import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';
import type { DrawCertificate } from './certificate.ts';
import { parseFrameLine } from './frame-line.ts';
import { hasherOf, type HashAlgorithm, type Hasher } from './hash.ts';
import type { DrawnUnit } from './smallest-tickets.ts';
import { hexOfTicket, TicketMaker, ticketOf } from './ticket.ts';
import { compareDrawn } from './unit-draw.ts';

/** Where one unit stands in a draw, with what is needed to compute it by hand. */
export interface UnitStanding {
  readonly unitId: string;
  /**
   * DRAWN 抽中, RESERVE 候补, NOT_DRAWN 未抽中; NOT_IN_FRAME: the frame does not hold it;
   * UNLISTED: neither drawn nor in reserve, but only the frame could tell whether it took part.
   */
  readonly standing: 'DRAWN' | 'RESERVE' | 'NOT_DRAWN' | 'NOT_IN_FRAME' | 'UNLISTED';
  /** Null where only the frame would tell. */
  readonly stratum: { readonly key: string; readonly population: number; readonly size: number; readonly threshold: string | null } | null;
  readonly weight: number;
  readonly ticket: string;
  /** What the hash of the draw was taken of to get the ticket, in hexadecimal: seed, 1f, unit id; for a further ticket 1f and its number. */
  readonly hashed: string;
  /** The place in its stratum by ticket, counted from 1; null where only the frame would tell. */
  readonly place: number | null;
}

export interface StandingInput {
  /** Gives the lines of a verified frame, without LF; called once to find the unit and once more to count its place. */
  readonly frame?: () => Iterable<string>;
  readonly hashers?: (algorithm: HashAlgorithm) => Hasher;
}

/** The standing of one unit (or of the leaf that stands for it) in a draw that has been verified, with the frame where there is one. */
export function standingOf(certificate: DrawCertificate, unitId: string, { frame, hashers = hasherOf }: StandingInput = {}): UnitStanding {
  const { seed, intent } = certificate;
  const hasher = hashers(intent.hash);
  for (const { key, drawn, reserve } of certificate.strata) {
    const place = [...drawn, ...reserve].findIndex((unit) => unit.unitId === unitId) + 1;
    if (place === 0) continue;
    const weight = (drawn[place - 1] ?? reserve[place - 1 - drawn.length])?.weight ?? 1;
    return { ...ticketIn(hasher, seed, unitId, weight), standing: place > drawn.length ? 'RESERVE' : 'DRAWN', stratum: stratumOf(certificate, key), place };
  }
  if (frame === undefined) return { ...ticketIn(hasher, seed, unitId, 1), standing: 'UNLISTED', stratum: null, place: null };
  const found = findUnit(frame(), unitId);
  if (found === null) return { ...ticketIn(hasher, seed, unitId, 1), standing: 'NOT_IN_FRAME', stratum: null, place: null };
  const own = ticketIn(hasher, seed, unitId, found.weight);
  return { ...own, standing: 'NOT_DRAWN', stratum: stratumOf(certificate, found.stratum), place: placeIn(frame(), found.stratum, own, new TicketMaker(hasher, seed)) };
}

function stratumOf({ intent, strata }: DrawCertificate, key: string): UnitStanding['stratum'] {
  const at = intent.strata.findIndex((stratum) => stratum.key === key);
  const intended = intent.strata[at];
  return intended === undefined ? null : { key, population: intended.population, size: intended.size, threshold: strata[at]?.threshold ?? null };
}

function ticketIn(hasher: Hasher, seed: string, unitId: string, weight: number): Pick<UnitStanding, 'unitId' | 'weight' | 'ticket' | 'hashed'> {
  const ticket = ticketOf(hasher, seed, unitId, weight);
  const first = `${seed}1f${bytesToHex(utf8ToBytes(unitId))}`;
  const inputs = [first, ...Array.from({ length: weight - 1 }, (_, i) => `${first}1f${bytesToHex(utf8ToBytes(String(i + 1)))}`)];
  const hashed = inputs.find((input) => bytesToHex(hasher(hexToBytes(input))) === ticket) ?? first;
  return { unitId, weight, ticket, hashed };
}


function findUnit(frame: Iterable<string>, unitId: string): ReturnType<typeof parseFrameLine> {
  const start = `${unitId}\t`;
  for (const line of frame) if (line.startsWith(start)) return parseFrameLine(line);
  return null;
}

function placeIn(frame: Iterable<string>, stratum: string, own: DrawnUnit, tickets: TicketMaker): number {
  let place = 1;
  for (const line of frame) {
    const unit = parseFrameLine(line);
    if (unit?.stratum !== stratum) continue;
    const ticket = hexOfTicket(tickets.smallest(unit.unitId, unit.weight), 0);
    if (compareDrawn({ ...unit, ticket }, own) < 0) place += 1;
  }
  return place;
}
