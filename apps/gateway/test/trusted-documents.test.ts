import { ApolloServer } from '@apollo/server';
import { documentIdOf, signManifest } from '@sortition/service-kit/document-manifest';
import { buildSchema, specifiedRules } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { documentCaches, persistedQuery } from '../src/documents/document-caches.ts';
import { openDocumentRegister } from '../src/documents/document-register.ts';
import type { GatewayContext } from '../src/gateway-context.ts';
import { answerOf, startCity, type Answer, type City } from './fixtures/city.ts';
import { OFFICER } from './fixtures/issuer.ts';
import { manifestOf, newSigner, signedDocuments, type SignedDocuments } from './fixtures/signed-documents.ts';

const LATEST = 'query Latest { latestVisit { day } }';
const PAGE = 'query Page($n: Int) { objects(first: $n) { id } }';
const WHO = 'query Who { whoAmI { subject } }';
const SAVE = 'mutation Save($name: String) { saveObject(name: $name) { ok } }';
const COSTLY = 'query Costly { objects(first: 20) { children(first: 10) { id } } }';
const DEEP = `query Deep { objects(first: 1) ${'{ parent '.repeat(20)}{ id }${' }'.repeat(20)} }`;
const LONG = `query Long { objects(first: 1, ids: [${Array.from({ length: 1_200 }, (_, i) => i).join()}]) { id } }`;
const GONE = 'query Gone { latestVisit { weather } }';
const DOCUMENTS = [LATEST, PAGE, WHO, SAVE, COSTLY, DEEP, LONG, GONE];

let signed: SignedDocuments;
let city: City;
beforeAll(async () => {
  signed = await signedDocuments(DOCUMENTS);
  city = await startCity({ ...signed.env, FREE_QUERIES: 'nobody', MAX_COST: '100' });
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
  await signed[Symbol.asyncDispose]();
});

const latest = { latestVisit: { day: '2025-04-02' } };

function expectRefused(answer: Answer, code: string, status: number): void {
  expect([answer.status, ...answer.codes]).toEqual([status, code]);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors[0]?.extensions).toMatchObject({ messageZh: expect.stringMatching(/\p{Script=Han}/u), messageEn: expect.stringMatching(/[a-z]/), traceId: expect.any(String) });
}

interface Asked {
  readonly at?: City;
  readonly token?: string;
  readonly [parameter: string]: unknown;
}

const authorisation = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });

const post = async ({ at = city, token, ...body }: Asked): Promise<Answer> =>
  answerOf(await fetch(`${at.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorisation(token) }, body: JSON.stringify(body) }));

const get = async ({ at = city, token, ...parameters }: Asked): Promise<Answer> => {
  const search = new URLSearchParams(Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])));
  return answerOf(await fetch(`${at.gateway.url}/graphql?${search.toString()}`, { headers: authorisation(token) }));
};

describe('a trusted document', () => {
  it('is asked for by its id, by POST or GET, with variables and as oneself', async () => {
    expect((await post({ documentId: documentIdOf(LATEST) })).data).toEqual(latest);
    expect((await post({ documentId: documentIdOf(LATEST), operationName: 'Latest' })).data).toEqual(latest);
    expect((await post({ documentId: documentIdOf(PAGE), variables: { n: 2 } })).data).toEqual({ objects: [{ id: '1' }, { id: '2' }] });
    expect((await get({ documentId: documentIdOf(LATEST) })).data).toEqual(latest);
    expect((await get({ documentId: documentIdOf(PAGE), variables: { n: 2 }, operationName: 'Page' })).data).toEqual({ objects: [{ id: '1' }, { id: '2' }] });
    expect((await get({ documentId: documentIdOf(WHO), token: await city.issuer.token() })).data).toEqual({ whoAmI: { subject: 'officer-1' } });
  });

  it('may be long, deep and costly: it was reviewed', async () => {
    for (const document of [COSTLY, DEEP, LONG]) expect((await post({ documentId: documentIdOf(document) })).errors).toEqual([]);
    await using free = await startCity({ MAX_COST: '100' });
    for (const [document, code] of [[COSTLY, 'QUERY_TOO_COSTLY'], [DEEP, 'QUERY_TOO_DEEP'], [LONG, 'QUERY_TOO_LARGE']] as const) expect((await free.ask(document)).codes).toEqual([code]);
  });

  it('does not make its variables trusted', async () => {
    expectRefused(await post({ documentId: documentIdOf(PAGE), variables: { n: 201 } }), 'PAGE_SIZE_OUT_OF_RANGE', 400);
    expectRefused(await get({ documentId: documentIdOf(PAGE), variables: { n: 1e9 } }), 'PAGE_SIZE_OUT_OF_RANGE', 400);
    expectRefused(await post({ documentId: documentIdOf(PAGE), variables: { n: 'ten' } }), 'VARIABLES_INVALID', 400);
    expectRefused(await post({ documentId: documentIdOf(PAGE), variables: JSON.parse('{"n":1,"x":{"__proto__":1}}') }), 'NAME_NOT_ALLOWED', 400);
  });

  it('changes nothing by GET, which a foreign page can send', async () => {
    const parameters = { documentId: documentIdOf(SAVE), variables: { name: 'forged' } };
    const token = await city.issuer.token();
    expectRefused(await get({ ...parameters, token }), 'METHOD_NOT_ALLOWED', 405);
    expect(city.saved).toEqual([]);
    expect((await post({ ...parameters, token })).data).toEqual({ saveObject: { ok: true } });
    expect(city.saved).toEqual(['forged']);
  });

  it('gives a foreign page neither the answer nor the reader’s name', async () => {
    const response = await fetch(`${city.gateway.url}/graphql?documentId=${documentIdOf(WHO)}`, { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', cookie: `token=${await city.issuer.token()}` } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect([response.headers.get('x-content-type-options'), response.headers.get('content-type')?.split(';')[0]]).toEqual(['nosniff', 'application/json']);
    expect(await response.json()).toEqual({ data: { whoAmI: { subject: 'public' } } });
  });

  it('is refused by itself when the schema does not allow it any more', async () => {
    expectRefused(await post({ documentId: documentIdOf(GONE) }), 'QUERY_INVALID', 400);
    expect((await post({ documentId: documentIdOf(LATEST) })).data).toEqual(latest);
  });

  it('is known, or it is refused', async () => {
    for (const documentId of [documentIdOf('{ latestVisit { day } }'), documentIdOf(LATEST).toUpperCase(), documentIdOf(LATEST).slice('sha256:'.length), 'constructor', '__proto__']) {
      expectRefused(await post({ documentId }), 'DOCUMENT_NOT_KNOWN', 404);
      expectRefused(await get({ documentId }), 'DOCUMENT_NOT_KNOWN', 404);
    }
  });

  it.each([{ documentId: 1 }, { documentId: '' }, { documentId: documentIdOf(LATEST), query: LATEST }, { documentId: 'x'.repeat(101) }, { documentId: documentIdOf(LATEST), variables: [] }])('refuses %j', async (body) => {
    expectRefused(await post(body), 'BAD_REQUEST', 400);
  });
});

describe('a free query', () => {
  const ANALYST = { ...OFFICER, roles: ['ANALYST'] };
  it.each([
    ['everyone', [true, true, true]], ['signed-in', [false, true, true]], ['analysts', [false, false, true]], ['nobody', [false, false, false]],
  ] as const)('is for %s', async (FREE_QUERIES, [publicMay, officerMay, analystMay]) => {
    await using policed = await startCity({ FREE_QUERIES });
    for (const [token, may] of [[undefined, publicMay], [await policed.issuer.token(), officerMay], [await policed.issuer.token(ANALYST), analystMay]] as const) {
      const answer = await policed.ask(LATEST, token === undefined ? {} : { token });
      if (may) expect(answer.data).toEqual(latest);
      else expectRefused(answer, 'FREE_QUERY_NOT_ALLOWED', 403);
    }
  });

  it('is for analysts in production and for everyone in development, unless it is said otherwise', () => {
    const key = JSON.stringify(signed.signer.secret);
    const env = { SUBGRAPH_URLS: '{}', GATEWAY_SIGNING_KEY: key, OIDC_ISSUER: 'http://127.0.0.1' };
    expect(readConfig(env).FREE_QUERIES).toBe('analysts');
    expect(readConfig({ ...env, NODE_ENV: 'development' }).FREE_QUERIES).toBe('everyone');
    expect(readConfig({ ...env, FREE_QUERIES: 'nobody' }).FREE_QUERIES).toBe('nobody');
    expect(() => readConfig({ ...env, TRUSTED_DOCUMENTS: 'x' })).toThrow('need each other');
    expect(() => readConfig({ ...env, TRUSTED_DOCUMENTS: 'x', TRUSTED_DOCUMENT_KEYS: JSON.stringify({ keys: [signed.signer.secret] }) })).toThrow('private key');
  });

  it('does not become trusted by naming its hash', async () => {
    await using open = await startCity(signed.env);
    const text = 'query Mine { latestVisit { day } }';
    const id = documentIdOf(text);
    for (const sha256Hash of [id, id.slice('sha256:'.length)]) {
      expect((await post({ at: open, query: text, extensions: { persistedQuery: { version: 1, sha256Hash } } })).data).toEqual(latest);
      expectRefused(await post({ at: open, documentId: sha256Hash }), 'DOCUMENT_NOT_KNOWN', 404);
      expectRefused(await post({ at: open, extensions: { persistedQuery: { version: 1, sha256Hash } } }), 'BAD_REQUEST', 400);
    }
  });
});

describe('the manifest', () => {
  const tampered = (right: string): string => right.replace('latestVisit', 'whoAmI');

  it.each([
    ['other bytes than were signed', { content: tampered }, /documents\.json: the signature does not hold/],
    ['no signature', { signature: () => '' }, /the signature does not hold/],
    ['a signature that carries another payload', { signature: (right: string) => right.replace('..', '.e30.') }, /the signature does not hold/],
  ])('stops the start with %s', async (_what, change, message) => {
    await using own = await signedDocuments([]);
    await own.publish([LATEST], change);
    await expect(startCity(own.env)).rejects.toThrow(message);
  });

  it('stops the start when somebody else signed it', async () => {
    await using own = await signedDocuments([]);
    await own.publish([LATEST], { signer: await newSigner('documents-1') });
    await expect(startCity(own.env)).rejects.toThrow(/the signature does not hold/);
    await own.publish([LATEST], { signer: await newSigner('documents-7') });
    await expect(startCity(own.env)).rejects.toThrow(/none of the known keys made it/);
  });

  it.each([
    ['a document that is not what its id says', manifestOf([LATEST]).replace('"query Latest', '"query  Latest'), /the document Latest is not what its id says: sha256:/],
    ['a document that does not parse', manifestOf(['query Open { latestVisit {']), /the document Open \(sha256:[0-9a-f]{64}\): Syntax Error/],
    ['a name that reaches into prototypes', manifestOf(['query Bad { __proto__: latestVisit { day } }']), /the document Bad .* __proto__ is not allowed/],
    ['a sensitive act that is not alone', manifestOf(['mutation Two { drawObjects { ok } saveObject { ok } }']), /drawObjects must be the only field/],
    ['something else', '{"version":2,"documents":{}}', /is not a manifest of documents/],
    ['no JSON', 'documents:', /documents\.json: .*JSON/],
  ])('stops the start with %s, though it is signed', async (_what, content, message) => {
    await using own = await signedDocuments([]);
    await own.publish([], { content: () => content, signature: () => '' });
    const signature = await signManifest(new TextEncoder().encode(content), own.signer.secret);
    await own.publish([], { content: () => content, signature: () => signature });
    await expect(startCity(own.env)).rejects.toThrow(message);
  });

  it('is read again when it changes, also under the next key; a broken one changes nothing', async () => {
    const next = await newSigner('documents-2');
    await using own = await signedDocuments([LATEST], [next.open]);
    await using changing = await startCity({ ...own.env, FREE_QUERIES: 'nobody' });
    const statuses = async (): Promise<number[]> => [(await post({ at: changing, documentId: documentIdOf(LATEST) })).status, (await post({ at: changing, documentId: documentIdOf(WHO) })).status];
    expect(await statuses()).toEqual([200, 404]);
    await own.publish([WHO], { signer: next });
    await vi.waitFor(async () => expect(await statuses()).toEqual([404, 200]), 5_000);
    await own.publish([LATEST], { content: tampered });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await statuses()).toEqual([404, 200]);
    await own.publish([LATEST, WHO]);
    await vi.waitFor(async () => expect(await statuses()).toEqual([200, 200]), 5_000);
  });
});

describe('the register', () => {
  it('gives the pipeline what it has validated, so that nothing is parsed or validated again', async () => {
    await using own = await signedDocuments([LATEST, GONE]);
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    using register = await openDocumentRegister({ file: own.file, keys: { keys: [own.signer.open] }, rules: specifiedRules, pollMs: 1_000, log });
    const typeDefs = 'type Query { latestVisit: Visit } type Visit { day: String }';
    await register.holdAgainst(buildSchema(typeDefs));
    expect(lines.join()).toMatch(/"document":"Gone".*Cannot query field \\"weather\\"/);
    expect([register.isUnfit(documentIdOf(GONE)), register.isUnfit(documentIdOf(LATEST))]).toEqual([true, false]);

    const steps: string[] = [];
    const server = new ApolloServer<GatewayContext>({
      schema: buildSchema(typeDefs), ...documentCaches(register),
      plugins: [{ requestDidStart: async () => ({ parsingDidStart: async () => void steps.push('parsed'), validationDidStart: async () => void steps.push('validated') }) }],
    });
    await server.start();
    const context = {} as GatewayContext;
    await server.executeOperation(persistedQuery(documentIdOf(LATEST)), { contextValue: context });
    expect(steps).toEqual([]);
    await server.executeOperation({ query: LATEST }, { contextValue: context });
    expect(steps).toEqual(['parsed', 'validated']);
    await server.stop();
  });
});
