import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { verifyCertificate, verifyCertificateText, readOpening } from '@sortition/draw';
import { describe, expect, test } from 'vitest';
import { VECTORS, VERDICTS } from './vectors.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });

function schema(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(VECTORS, `../schema/${name}.schema.json`), 'utf8')));
}

const certificate = schema('certificate');
const inspectors = schema('inspector-certificate');
const opening = schema('opening');
const isEither = (value: unknown): boolean => certificate(value) || inspectors(value);
const read = (path: string): string => readFileSync(join(VECTORS, path), 'utf8');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Has the form, whatever else is wrong with it. */
const hasForm = (value: unknown): boolean => verifyCertificate(value).some(({ code, passed }) => code === 'FORM' && passed);
const isOpening = (value: unknown): boolean => readOpening(JSON.stringify(value, sorted)) !== null;
const sorted = (_: string, value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value);

const WRONG: readonly unknown[] = [null, true, -1, 0, 1, 1.5, 2 ** 53, 1001, '', 'x', 'SM3', 'a\u0000', '\ud800', '0'.repeat(64), 'A'.repeat(64), [], {}, undefined];

/** The value with another one in each of its places in turn, or with the place left out, or with a place added. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* WRONG;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) if (i < 2) for (const other of spoiled(item)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, surplus: 1 };
    for (const [key, field] of Object.entries(value)) for (const other of spoiled(field)) yield { ...value, [key]: other };
  }
}

/** What JSON leaves of a value: a field that is undefined is gone. */
const written = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

describe('the published schemas', () => {
  test('take every valid vector, and refuse every vector that is not in form', () => {
    for (const verdict of VERDICTS) {
      const value = parsed(read(verdict.certificate));
      expect(isEither(value), verdict.certificate).toBe(!verdict.failed.includes('FORM'));
      if (verdict.opening === null || verdict.failed.includes('OPENING_FORM')) continue;
      for (const line of read(verdict.opening).trimEnd().split('\n')) expect(opening(JSON.parse(line)), verdict.opening).toBe(true);
    }
    expect(opening(parsed(read('forged/opening-with-field-added.opening.ndjson')))).toBe(false);
  });

  test.each(['small', 'scripts', 'weighted', 'sealed-all', 'inspectors'])('say of each spoiled field of %s what the verifier says', (name) => {
    let count = 0;
    for (const value of spoiled(JSON.parse(read(`valid/${name}.certificate.json`)))) {
      const once = written(value);
      const breaksMinimum = JSON.stringify(once).includes('"qualifiedMinimum":1001');
      if (!breaksMinimum) expect(isEither(once), JSON.stringify(once)).toBe(hasForm(once));
      count += 1;
    }
    expect(count).toBeGreaterThan(1000);
  });

  test('say of each spoiled opening what the verifier says', () => {
    for (const value of spoiled(JSON.parse(read('valid/sealed-drawn.opening.ndjson')))) {
      const once = written(value);
      if (typeof once === 'object' && once !== null) expect(opening(once), JSON.stringify(once)).toBe(isOpening(once));
    }
  });

  test('have ids that do not depend on where they lie', () => {
    expect([certificate, inspectors, opening].map(({ schema: it }) => (typeof it === 'object' ? it['$id'] : null))).toEqual(['certificate', 'inspector-certificate', 'opening'].map((name) => `urn:sortition:schema:${name}:v1`));
  });
});

test('a form that is right by the schema may still be a forgery', () => {
  const text = read('forged/friend-under-false-ticket.certificate.json');
  expect(isEither(JSON.parse(text))).toBe(true);
  expect(verifyCertificateText(text).every(({ passed }) => passed)).toBe(false);
});
