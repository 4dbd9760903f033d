import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformanceOf, idsIn, lostSince, shownIds, unknownIds } from '../src/conformance.rules.ts';
import { parseRequirements } from '../src/requirements.ts';

const csv = readFileSync(join(import.meta.dirname, '../../../docs/conformance/requirements.csv'), 'utf8');
const requirements = parseRequirements(csv);

describe('the list of statements', () => {
  it('holds 781 statements of five regulations, each id once', () => {
    const { total, byRegulation } = conformanceOf(requirements, []);
    expect(total).toBe(781);
    expect(Object.fromEntries(Object.entries(byRegulation).map(([name, share]) => [name, share.total]))).toEqual({ CQ: 247, CC: 134, SAMR: 97, SY: 138, GA: 165 });
  });

  it('refuses a repeated id', () => {
    const row = 'X-1,CQ,c,q,r,rule,cross,,a,\n';
    expect(() => parseRequirements(`id,regulation,clause,quote,requirement,kind,owner,profile_parameter,acceptance,conflict\n${row}${row}`)).toThrow('X-1 twice');
  });
});

describe('what a title promises', () => {
  it.each([
    ['[XX-1] not ours', []],
    ['a [CQ'.concat('-7.1-a] b'), ['CQ-7.1-a']],
    ['['.concat('CQ-7.1-a, GA-art22] b'), ['CQ-7.1-a', 'GA-art22']],
    ['['.concat('CQ-7.1-a][', 'SY-art14-5-b] b'), ['CQ-7.1-a', 'SY-art14-5-b']],
    ['CQ-7.1-a without brackets', []],
  ])('%#', (title, ids) => expect(idsIn(title)).toEqual(ids));

  const named = (id: string, status: string) => ({ title: `[${id}] does it`, status });

  it('is kept by a passing test, broken by one failing test, and not kept by a skipped one', () => {
    expect([...shownIds([named('CQ-7.1-a', 'passed'), named('CQ-7.1-b', 'skipped'), named('CQ-7.1-c', 'passed'), named('CQ-7.1-c', 'failed')])]).toEqual(['CQ-7.1-a']);
  });

  it('must name a statement that exists', () => {
    expect(unknownIds(requirements, [named('CQ-99', 'passed'), named('CQ-7.1-a', 'passed')])).toEqual(['CQ-99']);
  });

  it('is missed when it was in the baseline', () => {
    const conformance = conformanceOf(requirements, [named('CQ-7.1-a', 'passed')]);
    expect(lostSince(['CQ-7.1-a', 'CQ-7.1-b'], conformance)).toEqual(['CQ-7.1-b']);
  });
});
