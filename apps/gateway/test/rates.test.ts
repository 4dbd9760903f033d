import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentIdOf } from '@sortition/service-kit/document-manifest';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAMED_FIELDS, isCounted } from '../src/limits/sensitive-fields.ts';
import { answerOf, startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';
import { signedDocuments, type SignedDocuments } from './fixtures/signed-documents.ts';

const DRAW = 'mutation Draw { drawObjects { ok } }';
const GUESS = '{ creditReference(uscc: "x") { ok } }';
const guesses = (count: number): string => `{ ${Array.from({ length: count }, (_, i) => `g${i}: creditReference(uscc: "${i}") { ok }`).join(' ')} }`;
/** High enough never to be reached: the same attack must then succeed, or it was not the limit that stopped it. */
const WITHOUT = '1000000000';

function expectLimited(answer: Answer, limited: string): void {
  expect([answer.status, ...answer.codes]).toEqual([429, 'RATE_LIMITED']);
  expect(answer.data ?? null).toBeNull();
  const wait = answer.errors[0]?.extensions['retryAfterSeconds'];
  expect(answer.errors[0]?.extensions).toMatchObject({ limited, messageZh: expect.stringContaining(limited), messageEn: expect.stringContaining(limited), traceId: expect.any(String) });
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(answer.headers.get('retry-after')).toBe(String(wait));
}

async function inARow(count: number, ask: (index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await ask(index));
  return answers;
}

const codesOf = (answers: readonly Answer[]): string[] => answers.map(({ codes }) => codes[0] ?? 'answered');
const times = (count: number, what: string): string[] => Array.from({ length: count }, () => what);

describe('calls of a counted field', () => {
  let signed: SignedDocuments;
  let city: City;
  let unlimited: City;
  beforeAll(async () => {
    signed = await signedDocuments([DRAW]);
    [city, unlimited] = await Promise.all([startCity({ ...signed.env, SENSITIVE_PER_MINUTE: '5' }), startCity({ SENSITIVE_PER_MINUTE: WITHOUT })]);
  });
  afterAll(async () => {
    await Promise.all([city[Symbol.asyncDispose](), unlimited[Symbol.asyncDispose]()]);
    await signed[Symbol.asyncDispose]();
  });

  it('are counted per person and field', async () => {
    const attack = async (at: City): Promise<Answer[]> => {
      const token = await at.issuer.token({ ...OFFICER, sub: 'hasty' });
      return inARow(6, () => at.ask(DRAW, { token }));
    };
    const answers = await attack(city);
    expect(codesOf(answers)).toEqual([...times(5, 'answered'), 'RATE_LIMITED']);
    expectLimited(answers[5] ?? expect.fail(), 'drawObjects');
    expect(codesOf(await attack(unlimited))).toEqual(times(6, 'answered'));

    const token = await city.issuer.token({ ...OFFICER, sub: 'hasty' });
    expect((await city.ask('mutation { publishResult { ok } }', { token })).errors).toEqual([]);
    expect((await city.ask(DRAW, { token: await city.issuer.token({ ...OFFICER, sub: 'calm' }) })).errors).toEqual([]);
  });

  it('count also when the document is trusted', async () => {
    const token = await city.issuer.token({ ...OFFICER, sub: 'trusting' });
    const answers = await inARow(6, async () => answerOf(await fetch(`${city.gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ documentId: documentIdOf(DRAW) }),
    })));
    expect(codesOf(answers)).toEqual([...times(5, 'answered'), 'RATE_LIMITED']);
  });

  it('are counted by call, not by request: guesses under aliases and in fragments are guesses', async () => {
    const ask = async (at: City, sub: string, query: string): Promise<Answer> => at.ask(query, { token: await at.issuer.token({ ...OFFICER, sub }) });
    expect((await ask(city, 'guesser', guesses(5))).errors).toEqual([]);
    expectLimited(await ask(city, 'guesser', GUESS), 'creditReference');
    expectLimited(await ask(city, 'greedy', guesses(6)), 'creditReference');
    expectLimited(await ask(city, 'hidden', `{ ...a ... { ...b } } fragment a on Query ${guesses(3)} fragment b on Query ${guesses(3).replaceAll(/g(?=\d)/g, 'h')}`), 'creditReference');
    for (const query of [guesses(6), guesses(15), GUESS]) expect((await ask(unlimited, 'guesser', query)).errors).toEqual([]);
  });

  it('do not count what merges into one call', async () => {
    const token = await city.issuer.token({ ...OFFICER, sub: 'verbose' });
    const [same] = [`{ ${Array.from({ length: 10 }, () => 'creditReference(uscc: "x") { ok }').join(' ')} }`];
    expect((await city.ask(same, { token })).errors).toEqual([]);
  });

  it('leave everything else alone', async () => {
    const token = await city.issuer.token({ ...OFFICER, sub: 'reader' });
    expect(codesOf(await inARow(20, () => city.ask('{ latestVisit { day } }', { token })))).toEqual(times(20, 'answered'));
  });
});

describe('what free queries cost', () => {
  const PAGE = '{ objects(first: 50) { id } }';
  it('is counted per caller and minute; a trusted document costs nothing', async () => {
    await using signed = await signedDocuments([`query Page ${PAGE}`]);
    await using city = await startCity({ ...signed.env, COST_PER_MINUTE: '260' });
    const answers = await inARow(5, () => city.ask(PAGE));
    expect(codesOf(answers)).toEqual([...times(4, 'answered'), 'RATE_LIMITED']);
    expectLimited(answers[4] ?? expect.fail(), 'cost');
    expect((await city.ask(PAGE, { token: await city.issuer.token() })).errors).toEqual([]);
    const documentId = documentIdOf(`query Page ${PAGE}`);
    expect(codesOf(await inARow(8, async () => answerOf(await fetch(`${city.gateway.url}/graphql?documentId=${documentId}`))))).toEqual(times(8, 'answered'));
  });

  it('is counted also for what fetches nothing or is not valid, by its length', async () => {
    const attack = (at: City): Promise<Answer[]> => inARow(4, (index) => at.ask(`query Q${index} { unknown(ids: [${Array.from({ length: 300 }, (_, i) => i).join()}]) }`));
    await using city = await startCity({ COST_PER_MINUTE: '1000' });
    const answers = await attack(city);
    expect(codesOf(answers)).toEqual([...times(3, 'QUERY_INVALID'), 'RATE_LIMITED']);
    expectLimited(answers[3] ?? expect.fail(), 'cost');
    await using unlimited = await startCity({ COST_PER_MINUTE: WITHOUT });
    expect(codesOf(await attack(unlimited))).toEqual(times(4, 'QUERY_INVALID'));
  });

  it('is what stops them: without it they go through', async () => {
    await using city = await startCity({ COST_PER_MINUTE: WITHOUT });
    expect(codesOf(await inARow(5, () => city.ask(PAGE)))).toEqual(times(5, 'answered'));
  });
});

describe('the public', () => {
  const from = (city: City, forwarded: string): Promise<Answer> => city.ask(GUESS, { headers: { 'x-forwarded-for': forwarded } });

  it('is one caller per address, whatever a header claims', async () => {
    await using city = await startCity({ SENSITIVE_PER_MINUTE: '5' });
    expect(codesOf(await inARow(6, (index) => from(city, `203.0.113.${index}`)))).toEqual([...times(5, 'answered'), 'RATE_LIMITED']);
  });

  it('is told apart behind trusted proxies, by what they say and not by what it says', async () => {
    await using city = await startCity({ SENSITIVE_PER_MINUTE: '5', TRUSTED_PROXIES: '1' });
    expect(codesOf(await inARow(6, (index) => from(city, `198.51.100.${index}, 203.0.113.1`)))).toEqual([...times(5, 'answered'), 'RATE_LIMITED']);
    expect(codesOf(await inARow(6, (index) => from(city, `203.0.113.${index + 10}`)))).toEqual(times(6, 'answered'));
  });
});

it('allows each of several processes its part', async () => {
  await using city = await startCity({ SENSITIVE_PER_MINUTE: '6', GATEWAY_PROCESSES: '3' });
  expect(codesOf(await inARow(3, () => city.ask(GUESS)))).toEqual([...times(2, 'answered'), 'RATE_LIMITED']);
});

it('names only fields that there are', () => {
  const { definitions } = parse(readFileSync(fileURLToPath(new URL('../supergraph.graphql', import.meta.url)), 'utf8'));
  const fields = definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION && /^(?:Query|Mutation)$/.test(node.name.value) ? (node.fields ?? []).map(({ name }) => name.value) : []));
  for (const name of NAMED_FIELDS) expect(fields).toContain(name);
  expect(fields.filter(isCounted)).toEqual(expect.arrayContaining(['drawObjects', 'publishResult', 'decideCorrection', 'approvePublication', 'dispatchObjectList', 'confirmCeremony']));
});
