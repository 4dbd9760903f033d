import { beforeAll, expect, test } from 'vitest';
import { verdictOf } from '../src/verdict.ts';
import { acceptedChanges, evidenceFor, TARGETS, validHere, type Evidence } from './changed-bytes.ts';
import { startPageWorker } from './page-worker.ts';

let page: Awaited<ReturnType<typeof startPageWorker>>;
beforeAll(async () => {
  page = await startPageWorker();
});
const validInPage = ({ certificate, frame, opening }: Evidence): boolean => page.ask({ certificate: certificate ?? new Uint8Array(), frame, opening }).valid;

test.each(TARGETS)('no byte can be changed in %s.%s, for the page', (...target) => {
  expect(validInPage(evidenceFor(target))).toBe(true);
  expect(acceptedChanges(target, validInPage, false)).toEqual([]);
}, 300_000);

test('a byte that is no text is never read as one', () => {
  const { certificate } = evidenceFor(['small', 'certificate']);
  const text = Buffer.from(certificate ?? []).toString('latin1').replace('platform', 'plat\xefform');
  for (const isValid of [validHere, validInPage]) expect(isValid({ certificate: Buffer.from(text, 'latin1'), frame: null, opening: null })).toBe(false);
  expect(verdictOf({ certificate: Buffer.from(text, 'latin1'), frame: null, opening: null, unit: null }).checks.map(({ code }) => code)).toEqual(['FORM']);
});

test('white space between tokens is free, and nothing else is', () => {
  const { certificate } = evidenceFor(['small', 'certificate']);
  const text = Buffer.from(certificate ?? []).toString('utf8');
  const validText = (changed: string): boolean => validHere({ certificate: Buffer.from(changed), frame: null, opening: null });
  expect(validText(JSON.stringify(JSON.parse(text), null, '\t'))).toBe(true);
  expect(validText(` \r\n${text}\t`)).toBe(true);
  expect(validText(text.trimEnd())).toBe(true);
  for (const space of [' ', '\t', '\n', '\u00a0', '\ufeff', '\v']) expect(validText(text.replace('"platform"', `"plat${space}form"`)), JSON.stringify(space)).toBe(false);
  for (const space of ['\u00a0', '\ufeff', '\v', '\u2028']) expect(validText(`${space}${text}`), JSON.stringify(space)).toBe(false);
});
