import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drizzle } from 'drizzle-orm/node-postgres';
import { FrameHasher, frameLine, labelOf, labelSaltOf, leafOf, saltOf } from '@sortition/draw';
import { newId, ok } from '@sortition/kernel';
import { systemIdentity, transact, type Tx } from '@sortition/service-kit';
import { BlockHasher } from '../src/frame/block-hasher.ts';
import { FrameLines, idsOf } from '../src/frame/frame-lines.ts';
import { FrameSeal, objectIdAt } from '../src/frame/frame-seal.ts';
import { frameBytes } from '../src/frame/frame.store.ts';
import { freezePopulation } from '../src/frame/freeze-population.ts';
import { nativeSha256 } from '../src/frame/native-sha256.ts';
import { surveyPopulation, type FrameTerms } from '../src/frame/population.store.ts';
import { sealBlocks, type Piles } from '../src/frame/seal-blocks.ts';
import { keyOfStratum, stratumOf, type Strata } from '../src/object-draw/stratum.rules.ts';
import { repeatsOf, strataOf } from '../src/object-draw/stratum.store.ts';
import { startSamplingUnderTest, type Sampling } from './sampling-under-test.ts';

const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
const code = fc.record({ stratum: fc.integer({ min: 0, max: 3 }), weight: fc.integer({ min: 1, max: 1000 }) });
const KEYS = ['RISK:HIGH', 'BASE', '高风险', 'CREDIT:D&RISK:HIGH'];

function blockOf(units: readonly { readonly id: Buffer; readonly stratum: number; readonly weight: number }[]): Buffer {
  return Buffer.concat(units.map((unit) => {
    const after = Buffer.alloc(4);
    after.writeUInt32BE(unit.stratum * 65_536 + unit.weight);
    return Buffer.concat([unit.id, after]);
  }));
}

const uuidOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

describe('blocks of a frame', () => {
  it('become its canonical lines again, and its ids', () => {
    fc.assert(fc.property(fc.array(fc.tuple(id, code), { maxLength: 20 }), (units) => {
      const block = blockOf(units.map(([bytes, rest]) => ({ id: bytes, ...rest })));
      const expected = units.map(([bytes, { stratum, weight }]) => ({ unitId: uuidOf(bytes), stratum: KEYS[stratum] ?? '', weight }));
      expect(Buffer.from(new FrameLines({ sealed: false, keys: KEYS }).of(block)).toString()).toBe(expected.map((unit) => `${frameLine(unit)}\n`).join(''));
      const { text, length, codes } = idsOf(block, false);
      expect(Array.from(codes, (_, i) => Buffer.from(text.buffer).toString('latin1', i * length, (i + 1) * length))).toEqual(expected.map(({ unitId }) => unitId));
      expect(Array.from(codes, (value) => value & 0xffff)).toEqual(expected.map(({ weight }) => weight));
    }));
  });

  it('have the root and the counts of their lines, however the units are cut into blocks', () => {
    const frame = fc.uniqueArray(fc.tuple(id, code), { selector: ([bytes]) => bytes.toString('hex'), maxLength: 40 }).map((units) => units.toSorted(([a], [b]) => Buffer.compare(a, b)));
    fc.assert(fc.property(frame, fc.nat({ max: 40 }), (some, cut) => {
      const units = some.map(([bytes, rest]) => ({ id: bytes, ...rest }));
      const [byBlock, byUnit] = [new BlockHasher(new FrameLines({ sealed: false, keys: KEYS })), new FrameHasher(nativeSha256)];
      for (const part of [units.slice(0, cut), units.slice(cut)]) byBlock.add(blockOf(part));
      for (const { id: bytes, stratum, weight } of units) expect(byUnit.add({ unitId: uuidOf(bytes), stratum: KEYS[stratum] ?? '', weight })).toBeNull();
      expect(byBlock.finish()).toEqual(byUnit.finish());
    }));
    const [first, second] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
    const many = Array.from({ length: 5_000 }, (_, i) => ({ id: Buffer.from(i.toString(16).padStart(32, '0'), 'hex'), stratum: i % 3, weight: 1 }));
    const [byBlock, byLine] = [new BlockHasher(new FrameLines({ sealed: false, keys: KEYS })), new FrameHasher(nativeSha256)];
    for (const part of [many.slice(0, 3_000), many.slice(3_000)]) byBlock.add(blockOf(part));
    byLine.addLines(new FrameLines({ sealed: false, keys: KEYS }).of(blockOf(many)));
    expect(byBlock.finish()).toEqual(byLine.finish());
    const hashed = (...blocks: Parameters<typeof blockOf>[0][]) => () => {
      const hasher = new BlockHasher(new FrameLines({ sealed: false, keys: KEYS }));
      for (const block of blocks) hasher.add(blockOf(block));
      return hasher.finish();
    };
    expect(hashed([{ id: second, stratum: 0, weight: 1 }, { id: first, stratum: 0, weight: 1 }])).toThrow('ascend');
    expect(hashed([{ id: first, stratum: 0, weight: 1 }], [{ id: first, stratum: 1, weight: 1 }])).toThrow('ascend');
    expect(hashed([{ id: first, stratum: 0, weight: 1_001 }])).toThrow('WEIGHT_INVALID');
    expect(hashed([{ id: first, stratum: 4, weight: 1 }])).toThrow('STRATUM_INVALID');
  });

  it('are sealed in the order of leaves, with piles that spill and without, in pieces of bounded size', async () => {
    for (const count of [5, 300_000]) {
      const units = Array.from({ length: count }, () => ({ id: randomBytes(16), stratum: count % 2, weight: 1 }));
      const seal = new FrameSeal(['A', 'B']);
      const kept = new Map<number, Buffer[]>();
      let [put, largest] = [0, 0];
      const piles: Piles = {
        put: async (pile, records) => {
          put += 1;
          largest = Math.max(largest, records.length);
          kept.set(pile, [...(kept.get(pile) ?? []), records]);
        },
        takeAll: async (pile) => Buffer.concat(kept.get(pile) ?? []),
      };
      const packed = async function* () { for (let at = 0; at < count; at += 1_000) yield blockOf(units.slice(at, at + 1_000)); };
      const pairs: [string, string][] = [];
      for await (const { units: sealed, objects } of sealBlocks(seal, packed(), piles)) {
        expect(objects.length).toBeLessThanOrEqual(16 * Math.max(5, (2 * count) / 256));
        for (let i = 0; i < objects.length / 16; i++) pairs.push([sealed.toString('hex', i * 36, i * 36 + 32), objectIdAt(objects, 16 * i)]);
      }
      expect(put > 0).toBe(count > 5);
      expect(largest).toBeLessThanOrEqual(1_024 * 52);
      expect(pairs).toHaveLength(count);
      expect(pairs.every(([leaf], i) => i === 0 || (pairs[i - 1]?.[0] ?? '') < leaf)).toBe(true);
      const secret = seal.secret.toString('hex');
      const stratum = ['A', 'B'][count % 2] ?? '';
      for (const [leaf, unitId] of pairs.slice(0, 200)) expect(leaf).toBe(leafOf(nativeSha256, { salt: saltOf(nativeSha256, secret, unitId), stratum, unitId, weight: 1 }));
      expect(seal.labels).toEqual(['A', 'B'].map((each) => labelOf(nativeSha256, { labelSalt: labelSaltOf(nativeSha256, secret, each), stratum: each })));
    }
  }, 60_000);
});

describe('what PostgreSQL packs', () => {
  let sampling: Sampling;
  let pool: pg.Pool;
  beforeAll(async () => {
    sampling = await startSamplingUnderTest();
    pool = new pg.Pool({ connectionString: sampling.database.appUrl, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await sampling[Symbol.asyncDispose]();
  });

  async function inDatabase<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const done = await transact(drizzle({ client: pool }), { identity: systemIdentity('sampling'), now: new Date(), trace: newId(), operation: 'freeze' }, async (tx) => ok(await work(tx)));
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  }

  const LEVELS = ['HIGH', 'LOW'] as const;
  const criterion = fc.oneof(
    fc.record({ dimension: fc.constant('RISK' as const), value: fc.constantFrom(...LEVELS) }), fc.record({ dimension: fc.constant('CREDIT' as const), value: fc.constantFrom('A', 'D') }),
    fc.record({ dimension: fc.constant('REGION' as const), value: fc.constantFrom('500100', '500112', '500000') }), fc.record({ dimension: fc.constant('TAG' as const), value: fc.constantFrom("FIELD:食品'", 'X') }),
  );
  const strata: fc.Arbitrary<Strata> = fc.uniqueArray(
    fc.uniqueArray(criterion, { selector: ({ dimension }) => dimension, minLength: 1, maxLength: 3 }).map(([first, ...also]) => ({ dimension: 'RISK' as const, value: '', ...first, also, ratio: '0.1', number: null, frequency: null })),
    { selector: keyOfStratum, maxLength: 5 },
  );
  const unit = fc.record({
    riskLevel: fc.constantFrom(...LEVELS, null), creditLevel: fc.constantFrom('A', 'D', null), divisionCode: fc.constantFrom('500112', '500113', '510100'),
    tags: fc.subarray(["FIELD:食品'", 'X']), weight: fc.integer({ min: 1, max: 5 }), active: fc.boolean(), repeated: fc.boolean(),
  });

  it('is in every stratum what the rules say of each unit, without those left out, and as surveyed before', async () => {
    await fc.assert(fc.asyncProperty(strata, fc.array(unit, { minLength: 1, maxLength: 12 }), fc.boolean(), async (differentiated, roster, onlyLow) => {
      const kind = newId();
      const rows = roster.map((each) => ({ id: newId(), ...each })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      for (const row of rows) {
        await pool.query('insert into sampling.roster_object (division_code, id, kind, tags, risk_level, credit_level, weight, active) values ($1, $2, $3, $4, $5, $6, $7, $8)', [row.divisionCode, row.id, kind, row.tags, row.riskLevel, row.creditLevel, row.weight, row.active]);
        if (row.repeated) await pool.query('insert into sampling.inspected_object (object_id, task_id, year, ended) values ($1, $2, 2025, true)', [row.id, newId()]);
      }
      const keptIn = rows.slice(0, 1).map((row) => row.id);
      const terms: FrameTerms = {
        filter: { kinds: [kind], divisionCodes: [], tags: [], riskLevels: [], creditLevels: [], ownerDepartmentIds: [] }, strata: strataOf(differentiated),
        exclusions: repeatsOf(onlyLow ? 'EXCLUDE_LOW_RISK_SAME_YEAR' : 'EXCLUDE_SAME_YEAR', 2025, keptIn),
      };
      const isOut = (row: (typeof rows)[number]): boolean => row.repeated && (!onlyLow || row.riskLevel === 'LOW') && !keptIn.includes(row.id);
      const active = rows.filter((row) => row.active);
      const expected = active.filter((row) => !isOut(row)).map((row) => `${frameLine({ unitId: row.id, stratum: stratumOf(row, differentiated), weight: row.weight })}\n`).join('');
      const drawId = newId();
      const [survey, frozen, lines] = await inDatabase(async (tx) => {
        const surveyed = await surveyPopulation(tx, terms);
        const done = await freezePopulation(tx, drawId, terms);
        let text = '';
        for await (const bytes of frameBytes(tx, drawId)) text += Buffer.from(bytes).toString();
        return [surveyed, done, text] as const;
      });
      expect(lines).toBe(expected);
      expect(frozen.strata.map(({ key, population, weight }) => ({ key, population, weight }))).toEqual(survey.strata);
      expect(frozen.exclusions).toEqual(survey.exclusions);
      expect(frozen.exclusions).toEqual(active.some(isOut) ? [{ reason: 'REPEAT_IN_YEAR', count: active.filter(isOut).length }] : []);
    }), { numRuns: 25 });
  }, 120_000);
});
