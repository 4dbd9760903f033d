import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testGatewayKey } from '@sortition/testkit';
import { ANONYMOUS, signIdentity, subgraphSchema, type Identity } from '../src/service-kit.ts';
import { auditor, freshKey, planner, startFixture, type Fixture } from './fixture-service.ts';

let fixture: Fixture;
beforeAll(async () => { fixture = await startFixture(); });
afterAll(() => fixture[Symbol.asyncDispose]());

const post = (body: string, header: Record<string, string> = {}) =>
  fetch(`${fixture.subgraph.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...header }, body });

describe('a request that no gateway has signed', () => {
  it('is answered 401 in both languages before GraphQL is parsed', async () => {
    const response = await post('{"query":"{ this is not GraphQL"}');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', messageZh: expect.any(String), messageEn: expect.any(String) } }] });
  });

  it('is refused whatever it forges: key, audience, body, time', async () => {
    const stranger = await testGatewayKey();
    const body = '{"query":"{ motto }"}';
    const bytes = new TextEncoder().encode(body);
    const forged = [
      await signIdentity(auditor, stranger.privateKey, 'fixture', bytes),
      await signIdentity(auditor, stranger.privateKey, 'other', bytes),
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhdWRpdG9yLTEifQ.',
      'nonsense',
    ];
    for (const token of forged) expect((await post(body, { 'x-sortition-identity': token })).status).toBe(401);
  });

  it('opens neither entities nor the feed', async () => {
    expect((await post('{"query":"{ _service { sdl } }"}')).status).toBe(401);
    expect((await fetch(`${fixture.subgraph.url}/feeds/events`)).status).toBe(401);
  });
});

describe('a field', () => {
  const secretOf = async (identity: Identity) => {
    const written = await fixture.ask(planner, 'mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id } } }', { input: { idempotencyKey: freshKey(), text: 'x' } });
    const { writeNote } = written.data as { writeNote: { note: { id: string } } };
    return fixture.ask(identity, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Note { id secret } } }', { r: [{ __typename: 'Note', id: writeNote.note.id }] });
  };

  it('is open to everybody when it says so', async () => {
    expect((await fixture.ask(ANONYMOUS, '{ motto }')).data).toEqual({ motto: 'by lot' });
  });

  it('is null with FORBIDDEN for a caller without the role, also through _entities', async () => {
    const answer = await secretOf(planner);
    expect(answer.data).toMatchObject({ _entities: [{ secret: null }] });
    expect(answer.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('is closed to the anonymous caller where any signed-in caller may read', async () => {
    const answer = await fixture.ask(ANONYMOUS, 'mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id } } }', { input: { idempotencyKey: freshKey(), text: 'x' } });
    expect(answer.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('tells nothing of a failure inside', async () => {
    const answer = await fixture.ask(ANONYMOUS, '{ failing }');
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'INTERNAL' });
    expect(JSON.stringify(answer)).not.toContain('internal failed');
  });

  it('without a rule stops the service from starting', () => {
    const root = mkdtempSync(join(tmpdir(), 'sortition-sdl-'));
    mkdirSync(join(root, 'src'));
    writeFileSync(join(root, 'src/thing.graphql'), 'type Thing { id: ID! } extend type Query { thing: Thing @public } extend type AuditTrail { bare: Int } extend type AuditVerification { bare: Int }');
    expect(() => subgraphSchema('bare', root, {})).toThrow('fields without @auth or @public: Thing.id');
  });
});

describe('row policies', () => {
  it('hide what another department owns, and leave nothing behind on a pooled connection', async () => {
    const other: Identity = { ...planner, subject: 'planner-2', department: 'D2' };
    const written = await fixture.ask(planner, 'mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id } } }', { input: { idempotencyKey: freshKey(), text: 'of D1' } });
    const { writeNote } = written.data as { writeNote: { note: { id: string } } };
    const ask = (identity: Identity) => fixture.ask(identity, 'query ($id: ID!) { note(id: $id) { text } }', { id: writeNote.note.id });
    for (let round = 0; round < 30; round += 1) {
      const [own, foreign] = await Promise.all([ask(planner), ask(other)]);
      expect(own.data).toEqual({ note: { text: 'of D1' } });
      expect(foreign.data).toEqual({ note: null });
    }
  });
});
