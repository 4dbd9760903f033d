import { UnitDraw, type FrameUnit, type StratumQuota } from '../src/draw.ts';
import { conduct, judge, LifetimeAudit, listsAlike, pairsRepeat, PlaceAudit, RotationAudit, TicketAudit, type RandomnessReport } from '../src/audit-randomness/audit-randomness.ts';
import { CounterChance } from './counter-chance.ts';

/** What one stratum gave, with its frame. */
export interface SimulatedLot {
  readonly stratum: string;
  readonly unitIds: readonly string[];
  readonly weights: readonly number[];
  readonly size: number;
  readonly tickets: readonly { readonly unitId: string; readonly weight: number; readonly ticket: string }[];
}

export interface SimulatedDraw {
  readonly id: string;
  readonly seed: string;
  readonly at: Date;
  readonly department: string;
  readonly givenUp: boolean;
  readonly lots: readonly SimulatedLot[];
  /** Who goes to which object, and the candidates in the order in which they were drawn. */
  readonly visits: readonly { readonly inspector: string; readonly object: string }[];
  readonly order: readonly string[];
}

export interface SimulatedHistory {
  readonly draws: readonly SimulatedDraw[];
  readonly leftOut: number;
  readonly withheld: Readonly<Record<string, number>>;
}

export const INSPECTORS = Array.from({ length: 12 }, (_, i) => `inspector-${String(i).padStart(2, '0')}`);
export const QUOTAS: readonly StratumQuota[] = [{ key: 'HIGH', size: 12, reserve: 4 }, { key: 'LOW', size: 16, reserve: 4 }];
export const FIRMS: readonly FrameUnit[] = Array.from({ length: 300 }, (_, i) => ({ unitId: `firm-${String(i).padStart(3, '0')}`, stratum: i % 5 === 0 ? 'HIGH' : 'LOW', weight: 1 }));

/** Draws the lots of a frame by the real code, with tickets out of chance. */
export function drawLots(chance: CounterChance, units: readonly FrameUnit[] = FIRMS): SimulatedLot[] {
  const draw = new UnitDraw({ seed: '00'.repeat(32), strata: QUOTAS, hasher: chance.hasher() });
  for (const unit of units) draw.add(unit);
  return draw.finish().map(({ key, drawn, reserve }) => {
    const inStratum = units.filter(({ stratum }) => stratum === key);
    return { stratum: key, unitIds: inStratum.map(({ unitId }) => unitId), weights: inStratum.map(({ weight }) => weight), size: drawn.length, tickets: [...drawn, ...reserve] };
  });
}

/** Deals the inspectors by lot: pairs to the first five objects. */
export function dealInspectors(chance: CounterChance, lots: readonly SimulatedLot[]): Pick<SimulatedDraw, 'visits' | 'order'> {
  const order = chance.shuffled(INSPECTORS);
  const objects = lots.flatMap(({ tickets, size }) => tickets.slice(0, size)).slice(0, 5);
  return { order, visits: objects.flatMap(({ unitId }, i) => order.slice(2 * i, 2 * i + 2).map((inspector) => ({ inspector, object: unitId }))) };
}

/** Two departments that draw every few days over two years, and give up a result now and then. */
export function honestHistory(start: number, draws = 80, units: readonly FrameUnit[] = FIRMS): SimulatedHistory {
  const chance = new CounterChance(start);
  return {
    leftOut: 0,
    withheld: { '卫健委': chance.below(3), '市场监管局': chance.below(3) },
    draws: Array.from({ length: draws }, (_, i): SimulatedDraw => {
      const lots = drawLots(chance, units);
      return {
        id: `draw-${i}`, seed: chance.hex(), at: new Date(Date.UTC(2025, 0, 2 + 9 * i + chance.below(6), 2)), department: i % 2 === 0 ? '卫健委' : '市场监管局',
        givenUp: chance.below(50) === 0, lots, ...dealInspectors(chance, lots),
      };
    }),
  };
}

const hasEqualWeights = ({ weights }: SimulatedLot): boolean => weights.every((weight) => weight === weights[0]);
const pairsOf = <T>(items: readonly T[]): [T, T][] => items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
const mostFrequent = (names: readonly string[]): number => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

/** Audits a history that fits into memory. */
export function auditOf({ draws, leftOut, withheld }: SimulatedHistory): RandomnessReport {
  const tickets = new TicketAudit();
  const places = new PlaceAudit();
  const lifetime = new LifetimeAudit();
  const rotation = new RotationAudit();
  for (const { seed, at, department, lots, order } of draws) {
    tickets.addSeed(seed);
    rotation.add(department, INSPECTORS.indexOf(order[0] ?? ''), INSPECTORS.length);
    for (const lot of lots) {
      const drawn = lot.tickets.slice(0, lot.size).map(({ unitId }) => unitId);
      const weight = lot.weights.reduce((sum, one) => sum + one, 0);
      tickets.addLot({ tickets: lot.tickets, size: lot.size, weight });
      if (!hasEqualWeights(lot)) continue;
      places.add({ stratum: `${department} ${lot.stratum}`, at, population: lot.unitIds.length, places: drawn.map((unitId) => lot.unitIds.indexOf(unitId)) });
      const isDrawn = new Set(drawn);
      for (const unitId of lot.unitIds) lifetime.meet(unitId, lot.size / lot.unitIds.length, isDrawn.has(unitId));
    }
  }
  lifetime.endPass();
  lifetime.addLeftOut(leftOut, draws.flatMap(({ lots }) => lots).filter(({ unitIds, size }) => unitIds.length > 0 && size === 0).length);
  const departments = [...new Set(draws.map(({ department }) => department))];
  return judge(draws.length, [
    ...tickets.findings(), ...places.findings(), ...lifetime.findings(), ...repeats(draws), rotation.finding('INSPECTOR_ROTATION'),
    conduct('RESULTS_GIVEN_UP', departments.map((departmentId) => {
      const own = draws.filter(({ department }) => department === departmentId);
      return { departmentId, times: own.length, interfered: own.filter(({ givenUp }) => givenUp).length };
    })),
    conduct('REVEALS_WITHHELD', Object.entries(withheld).map(([departmentId, interfered]) => ({ departmentId, times: draws.length, interfered }))),
  ]);
}

function repeats(draws: readonly SimulatedDraw[]) {
  const lotsOf = (stratum: string) => draws.flatMap(({ lots }) => lots.filter((lot) => lot.stratum === stratum && hasEqualWeights(lot))).map(({ unitIds, size, tickets }) => ({ population: unitIds.length, size, ids: tickets.slice(0, size).map(({ unitId }) => unitId) }));
  const groups = QUOTAS.map(({ key }) => lotsOf(key));
  const alike = groups.flatMap((lots) => pairsOf(lots).map(([a, b]) => ({ populations: [a.population, b.population] as const, sizes: [a.size, b.size] as const, common: a.ids.filter((id) => b.ids.includes(id)).length })));
  const visits = draws.flatMap((draw) => draw.visits);
  return [
    listsAlike(alike.length, alike),
    pairsRepeat('OBJECT_PAIRS', groups.map((lots) => {
      const population = Math.max(...lots.map((lot) => lot.population));
      return {
        possiblePairs: (population * (population - 1)) / 2, times: mostFrequent(lots.flatMap(({ ids }) => pairsOf(ids.toSorted()).map((pair) => pair.join()))),
        expected: lots.reduce((sum, { size, population: n }) => sum + (size * (size - 1)) / (n * (n - 1)), 0),
      };
    })),
    pairsRepeat('INSPECTOR_OBJECT_PAIRS', [{
      possiblePairs: INSPECTORS.length * FIRMS.length, times: mostFrequent(visits.map(({ inspector, object }) => `${inspector} ${object}`)),
      expected: (draws.length * (12 / 60) * 2) / INSPECTORS.length,
    }]),
  ];
}
