import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY_HEADER, signIdentity, signSeveral, type Identity } from '../src/identity.ts';
import { MOST_TOGETHER, SEVERAL_TYPE, TAKES_SEVERAL_HEADER, answerIn, answerLine, severalLines, subRequestsIn } from '../src/several-sub-requests.ts';
import { auditor, planner, startFixture, type Fixture } from './fixture-service.ts';

let fixture: Fixture;
beforeAll(async () => { fixture = await startFixture(); });
afterAll(() => fixture[Symbol.asyncDispose]());

const asked = (identity: Identity, query: string) =>
  ({ identity, traceId: 'a'.repeat(32), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, deadline: Date.now() + 5_000, body: JSON.stringify({ query }) });
const who = (identity: Identity, afterMs = 0) => asked(identity, `{ whoAsks(afterMs: ${afterMs}) }`);

async function post(body: string, token: string, type = SEVERAL_TYPE): Promise<Response> {
  return fetch(`${fixture.subgraph.url}/graphql`, { method: 'POST', headers: { 'content-type': type, [IDENTITY_HEADER]: token }, body });
}
const signed = (body: string, audience = 'fixture'): string => signSeveral(fixture.gateway.privateKey, audience, Buffer.from(body));

/** The answers in the order in which they came. */
async function answersTo(body: string) {
  const response = await post(body, signed(body));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, SEVERAL_TYPE]);
  return (await response.text()).trimEnd().split('\n').map((line) => {
    const answer = answerIn(line);
    return answer === undefined ? line : { place: answer.place, status: answer.status, ...JSON.parse(answer.text) };
  });
}

describe('several sub-requests in one request', () => {
  it('are answered each to its own caller', async () => {
    const answers = await answersTo(severalLines([who(planner), who(auditor), asked(planner, '{ nothingOfTheKind }'), asked(auditor, '{ motto }')]));
    expect(answers.toSorted((a, b) => a.place - b.place)).toEqual([
      { place: 0, status: 200, data: { whoAsks: `planner-1 ${'a'.repeat(32)}` } },
      { place: 1, status: 200, data: { whoAsks: `auditor-1 ${'a'.repeat(32)}` } },
      { place: 2, status: 400, errors: [expect.objectContaining({ message: expect.stringContaining('nothingOfTheKind') })] },
      { place: 3, status: 200, data: { motto: 'by lot' } },
    ]);
  });

  it('do not wait for each other', async () => {
    const answers = await answersTo(severalLines([who(planner, 300), who(auditor, 0), who(planner, 100)]));
    expect(answers.map(({ place }) => place)).toEqual([1, 2, 0]);
  });

  it('are offered with every answer', async () => {
    const response = await post('{"query":"{ motto }"}', await signIdentity(planner, fixture.gateway.privateKey, 'fixture', Buffer.from('{"query":"{ motto }"}')), 'application/json');
    expect([response.status, response.headers.get(TAKES_SEVERAL_HEADER)]).toEqual([200, 'true']);
  });

  it('are refused unless the gateway has signed these very lines for this very service', async () => {
    const body = severalLines([who(planner), who(auditor)]);
    const richer = body.replace('"PLANNER"', '"AUDITOR"');
    const forged: [string, string][] = [
      [richer, signed(body)], [body, signed(body, 'registry')], [body, 'nonsense'], [body, ''],
      // the signature of one sub-request is none of several, and the other way round
      [body, await signIdentity(auditor, fixture.gateway.privateKey, 'fixture', Buffer.from(body))],
    ];
    for (const [lines, token] of forged) expect((await post(lines, token)).status).toBe(401);
    const one = '{"query":"{ motto }"}';
    expect((await post(one, signed(one), 'application/json')).status).toBe(401);
  });

  it.each<[string, string]>([
    ['no line', ''],
    ['a line without its body', severalLines([who(planner)]).split('\n')[0] ?? ''],
    ['a cut last line', severalLines([who(planner)]).slice(0, -1)],
    ['lines that are no JSON', 'a\nb\n'],
    ['a caller without roles', `{"sub":"planner-1","traceId":"t"}\n{"query":"{ motto }"}\n`],
    ['too many', severalLines(Array.from({ length: MOST_TOGETHER + 1 }, () => who(planner)))],
  ])('are refused as a whole when there is %s', async (_what, body) => {
    expect((await post(body, signed(body))).status).toBe(400);
  });
});

describe('lines', () => {
  it('hold any name and any text, and never break', () => {
    const odd: Identity = { ...planner, name: '张\n三"\u2028', uscc: '\r\n' };
    const body = JSON.stringify({ query: '{ a }', variables: { text: 'x\ny' } });
    const lines = severalLines([{ ...who(odd), body }, who(auditor)]);
    expect(lines.split('\n')).toHaveLength(5);
    expect(subRequestsIn(lines)).toEqual([{ identity: odd, traceId: 'a'.repeat(32), body }, { identity: auditor, traceId: 'a'.repeat(32), body: who(auditor).body }]);
    expect(answerIn(answerLine({ place: 31, status: 200, text: '{"data":\n{"a":"x\\ny"}}\n' }).trimEnd())).toEqual({ place: 31, status: 200, text: '{"data": {"a":"x\\ny"}}' });
  });
});
