import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificatePage, qrTextOf, readAnyCertificate, type DrawCertificate, type InspectorCertificate } from '@sortition/draw';
import { contentHashOf, LOG_KEY, GrowingTree, inclusionProof, leafHashOf, printCheckpoint, printEntry, printNote, receiptOf, signingKeyOf, signText } from '@sortition/transparency-log';
import { create } from 'qrcode';
import { afterAll, describe, expect, test } from 'vitest';
import { printedReceipt } from '../src/printed-receipt.ts';
import { qrModules } from '../src/qr-modules.ts';
import { VECTORS } from './vectors.ts';

type Certificate = DrawCertificate | InspectorCertificate;

function vector(name: string): Certificate {
  const certificate = readAnyCertificate(readFileSync(join(VECTORS, `valid/${name}.certificate.json`), 'utf8'));
  if (certificate === null) throw new Error(`${name} is no certificate`);
  return certificate;
}

const unitsVector = (name: string): DrawCertificate => {
  const certificate = vector(name);
  if (certificate.format !== 'sortition/certificate/v1') throw new Error(`${name} draws no units`);
  return certificate;
};

const page = (certificate: Certificate, withList = true, receipt: string | null = null): string =>
  certificatePage({ certificate, receipt: receipt === null ? null : printedReceipt(receipt, certificate), encodeQr: qrModules, withList });

/** Every text and number of a value, however deep. */
const leavesOf = (value: unknown): string[] => (typeof value === 'object' ? Object.values(value ?? {}).flatMap(leavesOf) : [String(value)]);
const shown = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

function receiptFor({ certificateHash }: Certificate): string {
  const key = signingKeyOf('log.example', LOG_KEY, new Uint8Array(32).fill(1));
  const opening = { content: JSON.stringify({ certificateHash }), salt: 'cd'.repeat(32) };
  const entry = printEntry({ kind: 'DRAW_CERTIFIED', at: '2026-11-20T09:00:00.000Z', contentHash: contentHashOf(opening) });
  const tree = new GrowingTree();
  const nodes = new Map([leafHashOf('before'), leafHashOf(entry), leafHashOf('after')].flatMap((leaf) => tree.append(leaf)).map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const text = printCheckpoint({ origin: key.name, size: 3, root: tree.root() });
  return JSON.stringify(receiptOf({ checkpoint: printNote({ text, signatures: [signText(text, key)] }), entry, index: 1, proof: inclusionProof(1, 3, ({ level, index }) => nodes.get(`${level}/${index}`) ?? new Uint8Array()), opening }));
}

describe('a printed certificate', () => {
  test.each(['small', 'scripts', 'weighted', 'supplement', 'beacon'])('of %s shows everything that is in it', (name) => {
    const { intent, ...certificate } = unitsVector(name);
    const text = page({ intent, ...certificate });
    const { units, format, ...printed } = intent;
    for (const leaf of leavesOf([printed, certificate])) if (leaf !== 'null' && !/^(?:CEIL|FLOOR|HALF_UP|text|hex)$/.test(leaf)) expect(text, leaf).toContain(shown(leaf));
    expect([units, format]).toEqual(['NAMED', 'sortition/intent/v1']);
  });

  test('of a sealed draw, or of one whose list may not be read yet, shows only how many', () => {
    for (const [name, withList] of [['sealed-all', true], ['small', false]] as const) {
      const certificate = unitsVector(name);
      const text = page(certificate, withList);
      for (const { unitId } of certificate.strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve])) expect(text).not.toContain(unitId);
      expect(text).toContain(`<dt>抽中数 <span lang="en">drawn</span></dt><dd>${certificate.drawnCount}</dd>`);
    }
  });

  test('of inspectors shows the teams, and without the list none of them', () => {
    const certificate = vector('inspectors');
    const people = certificate.format === 'sortition/inspector-certificate/v1' ? certificate.match.teams.flatMap(({ members }) => members.map(({ inspectorId, department }) => `${inspectorId}（${department}）`)) : [];
    expect(people.length).toBeGreaterThan(0);
    for (const one of people) expect([page(certificate).includes(one), page(certificate, false).includes(one)]).toEqual([true, false]);
  });

  test('refers to nothing outside of itself, and runs nothing', () => {
    const text = page(vector('scripts')).replaceAll('http://www.w3.org/2000/svg', '');
    expect(text).not.toMatch(/https?:|<script|<link|<img|<iframe|@import|url\(| on[a-z]+=|javascript:/i);
    expect(text).toContain("default-src 'none'");
  });

  test('has its parts in this order', () => {
    expect([...page(vector('small')).matchAll(/<h[123]>(.*?)[ <]/g)].map(([, title]) => title)).toEqual(['抽取证书', '抽取意向', '随机数', '分层与样本量', '抽取结果', 'HIGH', 'LOW', '公开日志', '如何核验']);
  });

  test('escapes whatever stands in a name', () => {
    const evil = `</td><script>alert("1")</script>&'<img src=x onerror=alert(1)>`;
    const spoiled = (value: unknown): unknown => {
      if (typeof value === 'string') return /^[A-Z0-9_-]+$|\/v1$/.test(value) ? value : evil;
      if (Array.isArray(value)) return value.map(spoiled);
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, /[hH]ash|seed|ticket|threshold|Root|commitment|createdAt|encoding|value|certificateExpires|^on$/.test(key) ? field : spoiled(field)])) : value;
    };
    for (const name of ['small', 'scripts', 'inspectors']) {
      const certificate = readAnyCertificate(JSON.stringify(spoiled(vector(name))));
      expect(certificate, name).not.toBeNull();
      const text = certificate === null ? '' : page(certificate);
      expect(text).toContain(shown(evil));
      expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    }
  });
});

describe('the QR code', () => {
  test('holds the hashes and the place in the log', () => {
    const certificate = vector('small');
    const receipt = printedReceipt(receiptFor(certificate), certificate);
    expect(qrTextOf(certificate, null)).toBe(`sortition/qr/v1\ncertificate=${certificate.certificateHash}\nintent=${certificate.intentHash}\nlog=none`);
    expect(qrTextOf(certificate, receipt)).toMatch(/\nlog=1@log\.example$/);
  });

  test('is drawn module by module', () => {
    const certificate = vector('small');
    const [, size] = /viewBox="0 0 (\d+) /.exec(page(certificate)) ?? [];
    const drawn = new Set([...page(certificate).matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`));
    const { modules } = create(qrTextOf(certificate, null), { errorCorrectionLevel: 'Q' });
    expect(Number(size)).toBe(modules.size + 8);
    for (let row = 0; row < modules.size; row++) for (let column = 0; column < modules.size; column++) expect(drawn.has(`${column + 4},${row + 4}`)).toBe(modules.get(row, column) === 1);
  });
});

describe('the receipt of the log', () => {
  const certificate = vector('small');
  test('is printed when it is for this draw', () => {
    const text = page(certificate, true, receiptFor(certificate));
    expect(text).toContain('log.example');
    expect(text).toContain('1（检查点共 3 条 of 3）');
  });

  test.each([
    ['another draw', receiptFor(vector('scripts'))],
    ['another place', receiptFor(certificate).replace('"index":1', '"index":2')],
    ['a content that was not committed to', receiptFor(certificate).replace('cdcd', 'cdce')],
    ['no JSON', '{'],
  ])('is refused when it is for %s', (_, receipt) => {
    expect(printedReceipt(receipt, certificate)).toBeNull();
  });
});

describe('the command', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'print-draw-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const printDraw = (...args: string[]) => spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../src/print-draw.ts'), ...args], { encoding: 'utf8' });
  const file = (name: string): string => join(VECTORS, `${name}.certificate.json`);

  test('writes the page with its receipt', () => {
    const [receipt, out] = [join(scratch, 'receipt.json'), join(scratch, 'certificate.html')];
    writeFileSync(receipt, receiptFor(vector('small')));
    expect(printDraw(file('valid/small'), '--receipt', receipt, '--out', out)).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toBe(page(vector('small'), true, readFileSync(receipt, 'utf8')));
  });

  test('prints no certificate that is not valid, and no receipt of another draw', () => {
    const receipt = join(scratch, 'other.json');
    writeFileSync(receipt, receiptFor(vector('scripts')));
    expect(printDraw(file('forged/friend-under-false-ticket'))).toMatchObject({ status: 1, stdout: '' });
    expect(printDraw(file('valid/small'), '--receipt', receipt)).toMatchObject({ status: 1, stdout: '' });
    expect(printDraw('/nowhere.json').status).toBe(2);
    expect(printDraw().status).toBe(2);
  });
});
