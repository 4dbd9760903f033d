import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftIntent, canonicalJson, FrameHasher, frameLine, hasherOf, intentHash, issueCertificate, seedOf, UnitDraw, type FrameUnit } from '@sortition/draw';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildPage } from '../src/build-page.ts';
import { kindOf } from '../src/browser/dropped-files.ts';
import { WORDING } from '../src/browser/wording.ts';
import { scriptOf, startPageWorker } from './page-worker.ts';
import { VECTORS } from './vectors.ts';

let page = '';
beforeAll(async () => {
  page = await buildPage();
});

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policyOf = (): Map<string, string> => {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  return new Map(policy.split(';').map((directive) => [directive.trim().split(' ')[0] ?? '', directive.trim().split(' ').slice(1).join(' ')]));
};

describe('the page', () => {
  test('forbids everything but its own script and style, and with that every connection', () => {
    const policy = policyOf();
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe(`${digestOf(scriptOf(page, '</script>\n<script>'))} 'wasm-unsafe-eval'`);
    expect(policy.get('style-src')).toBe(digestOf(/<style>(.*?)<\/style>/s.exec(page)?.[1] ?? ''));
    expect([...policy.keys()].toSorted()).toEqual(['base-uri', 'default-src', 'form-action', 'script-src', 'style-src', 'worker-src']);
    expect([policy.get('worker-src'), policy.get('base-uri'), policy.get('form-action')]).toEqual(['blob:', "'none'", "'none'"]);
  });

  test('states its policy before anything that it governs, and names nothing outside', () => {
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
    expect(page).not.toMatch(/https?:\/\/|<link|<img|<iframe|\ssrc=|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|import\(/);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  test('says everything in both languages, and every phrase that it asks for is there', () => {
    expect(Object.keys(WORDING.en).toSorted()).toEqual(Object.keys(WORDING.zh).toSorted());
    for (const [, phrase] of page.matchAll(/data-say="(\w+)"/g)) expect(Object.keys(WORDING.zh)).toContain(phrase);
  });

  test('has a label for each field, and tells its progress and result to those who listen', () => {
    for (const [, id] of page.matchAll(/<input [^>]*id="(\w+)"/g)) expect(page).toContain(`<label for="${id}"`);
    expect(page).toContain('role="status" aria-live="polite"');
    expect(page).toMatch(/<progress [^>]*aria-labelledby="status"/);
  });
});

test.each([['certificate', 'valid/small.certificate.json'], ['certificate', 'valid/inspectors.certificate.json'], ['frame', 'valid/scripts.frame.txt'], ['opening', 'valid/sealed-all.opening.ndjson']])('a dropped %s is taken as one: %s', async (kind, path) => {
  expect(await kindOf(new Blob([readFileSync(join(VECTORS, path))]))).toBe(kind);
});

test('a frame of several megabytes is read in pieces, with progress, and drawn again', async () => {
  const hasher = hasherOf('SHA-256');
  const units: FrameUnit[] = Array.from({ length: 120_000 }, (_, i) => ({ unitId: `unit-${String(i).padStart(9, '0')}`, stratum: 'ALL', weight: 1 }));
  const frame = new FrameHasher(hasher);
  for (const unit of units) frame.add(unit);
  const { root, count, strata } = frame.finish();
  const intent = draftIntent({
    hash: 'SHA-256', taskNumber: 'LARGE', profile: 'CQ', profileHash: 'p', rosterVersion: '1', units: 'NAMED', frameRoot: root, frameCount: count, exclusions: [],
    strata: strata.map((stratum) => ({ ...stratum, sizing: { number: 50 }, rounding: 'CEIL', minimum: 1, size: 50, reserve: 5 })),
    drawnBy: 'A', randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: null }], attempt: 1, continues: null, createdAt: '2026-03-15T09:30:00Z',
  });
  const contributions = [{ source: 'platform', encoding: 'text', value: '0' }] as const;
  const draw = new UnitDraw({ seed: seedOf('SHA-256', intentHash(intent), contributions), strata: intent.strata, hasher });
  for (const unit of units) draw.add(unit);
  const certificate = Buffer.from(canonicalJson(issueCertificate({ intent, contributions, strata: draw.finish() })));

  const { ask, answers } = await startPageWorker();
  const verdict = ask({ certificate, frame: Buffer.from(units.map((unit) => `${frameLine(unit)}\n`).join('')), unit: 'unit-000000042' });
  expect(verdict.valid).toBe(true);
  expect(verdict.standings[0]?.place).toBeGreaterThan(0);
  const progress = answers.filter(({ kind }) => kind === 'progress').map(({ done }) => done ?? 0);
  expect(progress.length).toBeGreaterThanOrEqual(3);
  expect(progress.slice(0, 3)).toEqual(progress.slice(0, 3).toSorted((a, b) => a - b));
}, 60_000);
