import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditor, freshKey, planner, startFixture, type Fixture } from './fixture-service.ts';

const WRITE = 'mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id text } } }';

let fixture: Fixture;
beforeAll(async () => { fixture = await startFixture(); });
afterAll(() => fixture[Symbol.asyncDispose]());

const write = (input: { idempotencyKey: string; text: string }) => fixture.ask(planner, WRITE, { input });
const codeOf = (answer: Awaited<ReturnType<typeof write>>): unknown => answer.errors[0]?.extensions?.['code'];

describe('a mutation', () => {
  it('gives a retry the first answer and does the work once', async () => {
    const input = { idempotencyKey: freshKey(), text: 'once' };
    const first = await write(input);
    const again = await write(input);
    expect(first.errors).toEqual([]);
    expect(again.data).toEqual(first.data);
    expect(await fixture.countNotes('once')).toBe(1);
  });

  it('does the work once for twenty callers that come at the same time with one key', async () => {
    const input = { idempotencyKey: freshKey(), text: 'twenty' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => write(input)));
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(await fixture.countNotes('twenty')).toBe(1);
  });

  it('refuses a key that comes back with another input', async () => {
    const idempotencyKey = freshKey();
    await write({ idempotencyKey, text: 'one' });
    expect(codeOf(await write({ idempotencyKey, text: 'other' }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('rolls back what it wrote when it refuses, and says code, both languages and clause', async () => {
    const answer = await write({ idempotencyKey: freshKey(), text: 'refused after writing' });
    expect(codeOf(answer)).toBe('CONFLICT');
    expect(await fixture.countNotes('refused after writing')).toBe(0);
    const missing = await write({ idempotencyKey: freshKey(), text: '' });
    expect(missing.errors[0]?.extensions).toMatchObject({ code: 'MISSING_FIELD', field: 'text', clause: 'X 1', messageZh: expect.stringContaining('text'), messageEn: expect.stringContaining('text') });
  });

  it('may be tried again with the same key after a refusal', async () => {
    const idempotencyKey = freshKey();
    expect(codeOf(await write({ idempotencyKey, text: '' }))).toBe('MISSING_FIELD');
    expect((await write({ idempotencyKey, text: '' })).errors).toHaveLength(1);
  });

  it('cannot commit without an audit entry', async () => {
    const answer = await fixture.ask(planner, WRITE.replaceAll('writeNote', 'forgetAudit'), { input: { idempotencyKey: freshKey(), text: 'unseen' } });
    expect(codeOf(answer)).toBe('INTERNAL');
    expect(await fixture.countNotes('unseen')).toBe(0);
  });

  it('leaves one audit entry with actor, department, time, before and after', async () => {
    const answer = await write({ idempotencyKey: freshKey(), text: 'audited' });
    const { writeNote } = answer.data as { writeNote: { note: { id: string } } };
    const trail = await fixture.ask(auditor, 'query ($id: ID!) { auditTrail(entityId: $id) { fixture { seq entity action actor department at before after hash } } }', { id: writeNote.note.id });
    expect(trail.data).toMatchObject({ auditTrail: { fixture: [{ entity: 'Note', action: 'writeNote', actor: 'planner-1', department: 'D1', at: '2026-03-02T01:00:00.000Z', before: null, after: { text: 'audited' } }] } });
  });
});
