import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_CODES, readCertificate } from '@sortition/draw';
import { describe, expect, test } from 'vitest';
import { VECTORS } from './vectors.ts';

const docs = join(import.meta.dirname, '../../../docs');
const read = (page: string): string => readFileSync(join(docs, page), 'utf8');
const block = (page: string, language: string): string => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(read(page))?.[1] ?? '';

describe.each(['draw.md', 'draw.zh.md'])('the worked example of docs/%s', (page) => {
  const { stdout, stderr } = spawnSync('bash', ['-c', block(page, 'bash')], { cwd: join(VECTORS, 'valid'), encoding: 'utf8' });
  const [frame, intent, seed, ...firms] = stdout.trimEnd().split('\n');

  test('prints what the page says', () => {
    expect(stderr).toBe('');
    expect(firms).toHaveLength(8);
    expect(stdout).toBe(block(page, 'text'));
  });

  test('comes to what the certificate says', () => {
    const certificate = readCertificate(readFileSync(join(VECTORS, 'valid/example.certificate.json'), 'utf8'));
    expect([frame, intent, seed]).toEqual([`frame  ${certificate?.intent.frameRoot}`, `intent ${certificate?.intentHash}`, `seed   ${certificate?.seed}`]);
    const listed = certificate?.strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId, ticket }) => `${ticket} ${unitId}`));
    expect(firms.slice(0, 4)).toEqual(listed);
    expect(certificate?.drawnCount).toBe(3);
  });
});

test('the page for auditors says what every check proves, and so does the format', () => {
  const format = readFileSync(join(VECTORS, '../FORMAT.md'), 'utf8');
  for (const code of CHECK_CODES) {
    expect(read('draw.md'), code).toMatch(new RegExp(`^\\| .*\\b${code}\\b`, 'm'));
    expect(format, code).toMatch(new RegExp(`\\b${code}\\b`));
  }
});
