import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertOk, newId } from '@sortition/kernel';
import { WITNESS_KEY, consistencyIsProved, cosignText, fromHex, inclusionIsProved, parseNote, parsePolicy, parseReceipt, printSignature, printVerifierKey, signText, signingKeyOf, toHex, verifyCheckpoint, verifyReceipt, witnessCheckpoint } from '@sortition/transparency-log';
import { drawOf } from './draw-events.ts';
import { codeOf, D1, detailOf, DIVISION, freshKey, LOG_SIGNER, people, startCity, type City } from './disclosure-fixture.ts';
import { createTask, endInspection, formResult, publicationOf, visitOf } from './events.ts';
import { checkpointOf, exported, get, noteOf, unwitnessed, wholeLogFault } from './log-reader.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(() => city[Symbol.asyncDispose]());

const ask = async <T>(document: string, variables: Record<string, unknown> = {}): Promise<T> => {
  const { data, errors } = await city.ask(people.anonymous, document, variables);
  expect(errors).toEqual([]);
  return data as T;
};

interface Entry { index: number; kind: string; drawId: string | null; opening: { content: string } | null; sealed: object | null; receipt: unknown }
const logOf = async (drawId: string | null = null): Promise<Entry[]> =>
  (await ask<{ publicLog: { nodes: Entry[] } }>('query ($d: ID) { publicLog(drawId: $d, first: 200) { nodes { index kind drawId opening { content salt } sealed { content salt } receipt } } }', { d: drawId })).publicLog.nodes;

describe('the public log', () => {
  it('holds what happened to a draw in order, and opens what was sealed with the draw', async () => {
    const task = await createTask(city);
    const draw = drawOf(city, task);
    await draw.intend();
    await draw.reveal('platform', 'a1b2'.repeat(16));
    await draw.certify();
    await draw.confirm([newId()]);
    await city.tell('ObjectListChanged', {
      drawId: draw.drawId, taskId: task.taskId, taskNumber: task.taskNumber, leadDepartmentId: D1, certificateHash: 'c'.repeat(64), changedAt: '2025-04-01T12:00:00+08:00', version: 2,
      removedObjectIds: [newId()], added: [], reason: '山城超市已注销', approvedBy: 'head-1',
    });
    await city.tell('InspectorReplaced', {
      replacementId: newId(), teamId: newId(), taskId: task.taskId, taskNumber: task.taskNumber, departmentId: D1, divisionCode: DIVISION, replacedId: newId(), substituteId: newId(),
      reason: '患病', approvedBy: 'head-1', outOfOrder: true, at: '2025-04-01T13:00:00+08:00',
    });
    await city.logged();
    const before = await logOf(draw.drawId);
    expect(before.map(({ kind, sealed }) => [kind, sealed])).toEqual([['DRAW_INTENDED', null], ['RANDOMNESS_GIVEN', null], ['DRAW_CERTIFIED', null], ['OBJECT_LIST_CHANGED', null]]);
    const whole = JSON.stringify(await logOf());
    expect(whole).toContain('INSPECTOR_REPLACED');
    for (const kept of ['患病', '注销', 'd'.repeat(64), 'a1b2a1b2']) expect(whole).not.toContain(kept);
    await draw.open('{"certificate":1}');
    await city.logged();
    const after = await logOf(draw.drawId);
    expect(after.map(({ kind, sealed }) => [kind, sealed !== null])).toEqual([['DRAW_INTENDED', false], ['RANDOMNESS_GIVEN', true], ['DRAW_CERTIFIED', true], ['OBJECT_LIST_CHANGED', false], ['DRAW_OPENED', false]]);
    for (const { receipt } of after) expect(verifyReceipt(assertOk(parseReceipt(receipt)), unwitnessed)).toMatchObject({ ok: true });
    expect(JSON.stringify(after)).toContain(`\\"seed\\":\\"${'d'.repeat(64)}`);
    expect(JSON.stringify(after)).not.toContain('注销'); // which objects left, and why, is for those who audit
  });

  it('holds results and corrections word for word', async () => {
    const task = await createTask(city);
    const visit = visitOf();
    await endInspection(city, task, visit, '2025-04-02T15:00:00+08:00');
    await formResult(city, task, visit, { name: '鸿运来餐饮店' });
    const id = await publicationOf(city, visit);
    await city.ask(people.inspector1, 'mutation ($input: PublishResultInput!) { publishResult(input: $input) { publication { id } } }', { input: { idempotencyKey: freshKey(), publicationId: id } });
    await city.delivered();
    await city.logged();
    const [entry] = (await ask<{ publicLog: { nodes: Entry[] } }>('query ($p: ID) { publicLog(publicationId: $p, kind: RESULT_PUBLISHED) { nodes { opening { content } } } }', { p: id })).publicLog.nodes;
    expect(JSON.parse(entry?.opening?.content ?? '{}')).toMatchObject({ publicationId: id, revision: 1, result: { name: '鸿运来餐饮店', taskNumber: task.taskNumber, code: 'NO_PROBLEM_FOUND', inspectedOn: '2025-04-02' } });
  });

  it('can be taken away whole and checked by somebody who has nothing else', async () => {
    const earlier = await noteOf(city);
    await drawOf(city, await createTask(city)).intend();
    await city.logged();
    const note = await noteOf(city);
    expect(checkpointOf(note).size).toBeGreaterThan(checkpointOf(earlier).size);
    expect((await exported(city)).length).toBe(checkpointOf(note).size);
    expect(await wholeLogFault(city, note, earlier)).toBeNull();
  });

  const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

  it('proves every entry and its own growth, at every size', async () => {
    const { size } = checkpointOf(await noteOf(city));
    for (let to = 1; to <= size; to += 1) {
      for (const from of [0, 1, to >> 1, to]) {
        const { p, c } = await ask<{ p: { hashes: string[]; leafHash: string; root: string }; c: { hashes: string[]; fromRoot: string; toRoot: string } }>(
          'query ($i: Int!, $f: Int!, $t: Int!) { p: logInclusionProof(index: $i, size: $t) { hashes leafHash root } c: logConsistencyProof(from: $f, to: $t) { hashes fromRoot toRoot } }', { i: Math.min(from, to - 1), f: from, t: to });
        expect(c.toRoot).toBe(p.root);
        expect(inclusionIsProved({ index: Math.min(from, to - 1), size: to, leafHash: bytes(p.leafHash), root: bytes(p.root), proof: p.hashes.map(bytes) })).toBe(true);
        expect(consistencyIsProved({ earlier: from, size: to, earlierRoot: bytes(c.fromRoot), root: bytes(c.toRoot), proof: c.hashes.map(bytes) })).toBe(true);
      }
    }
    const proof = async (args: string) => city.ask(people.anonymous, `{ ${args} { size: __typename } }`);
    for (const [args, field] of [[`logInclusionProof(index: ${size}, size: ${size})`, 'index'], [`logInclusionProof(index: 0, size: ${size + 1})`, 'size'], [`logInclusionProof(index: -1, size: ${size})`, 'index'], [`logConsistencyProof(from: 2, to: 1)`, 'from'], [`logConsistencyProof(from: 0, to: ${size + 1})`, 'to']] as const) {
      const refused = await proof(args);
      expect([codeOf(refused), detailOf(refused, 'field')]).toEqual(['INVALID_VALUE', field]);
    }
  });

  it('is handed out over plain HTTP, to be kept as long as it may be', async () => {
    const first = await get(city, '/log/entries?from=0&to=1');
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    expect(JSON.parse(first.body)).toMatchObject({ index: 0, entry: expect.stringContaining('sortition/log-entry/v1') });
    expect((await get(city, '/log/consistency?from=1&to=2')).headers.get('cache-control')).toContain('immutable');
    expect((await get(city, '/log/policy')).body).toContain(printVerifierKey(LOG_SIGNER));
    for (const path of ['/log/entries?from=0', '/log/entries?from=5&to=1', '/log/entries?from=0&to=5000', '/log/checkpoint?size=x', '/log/consistency?from=1&to=999999']) expect((await get(city, path)).status, path).toBe(400);
    expect((await get(city, '/log/checkpoint?size=999999')).status).toBe(404);
    expect((await fetch(new URL('/log/checkpoint', city.subgraph.url), { method: 'POST' })).status).toBe(405);
  });
});

describe('witnesses', () => {
  const keyOf = (name: string, fill: number) => signingKeyOf(name, WITNESS_KEY, new Uint8Array(32).fill(fill));
  const [own, other] = [keyOf('scjg.example', 51), keyOf('sthj.example', 52)];
  const register = (who: typeof people.head1, key: string) => city.ask(who, 'mutation ($input: RegisterWitnessInput!) { registerWitness(input: $input) { witness { id key department { id } } } }', { input: { idempotencyKey: freshKey(), key } });
  const cosign = (size: number, signature: string) => city.ask(people.inspector1, 'mutation ($input: CosignCheckpointInput!) { cosignCheckpoint(input: $input) { checkpoint { note cosignedBy { key lastSize } } } }', { input: { idempotencyKey: freshKey(), size, signature } });

  it('are registered by heads of departments, one key each, none twice', async () => {
    expect(codeOf(await register(people.inspector1, printVerifierKey(own)))).toBe('FORBIDDEN');
    expect(codeOf(await register(people.anonymous, printVerifierKey(own)))).toBe('FORBIDDEN');
    for (const wrong of ['nonsense', printVerifierKey(LOG_SIGNER), printVerifierKey(keyOf('witnesses', 55)), printVerifierKey(keyOf('none', 56))]) expect(codeOf(await register(people.head1, wrong))).toBe('INVALID_VALUE');
    expect(await register(people.head1, printVerifierKey(own))).toMatchObject({ errors: [], data: { registerWitness: { witness: { key: printVerifierKey(own), department: { id: D1 } } } } });
    expect(codeOf(await register(people.principal2, printVerifierKey(own)))).toBe('CONFLICT');
    // nor may two departments have one name: a policy could not tell them apart
    expect(codeOf(await register(people.principal2, printVerifierKey(keyOf(own.name, 57))))).toBe('CONFLICT');
    expect((await register(people.principal2, printVerifierKey(other))).errors).toEqual([]);
  });

  it('cosign what they have checked, and their signatures stand in the note and in every receipt', async () => {
    const { logPolicy } = await ask<{ logPolicy: string }>('{ logPolicy }');
    const policy = assertOk(parsePolicy(logPolicy));
    const note = await noteOf(city);
    const { size } = checkpointOf(note);
    expect(verifyCheckpoint(note, policy)).toMatchObject({ ok: false, error: { code: 'WITNESSES_MISSING' } });
    for (const key of [own, other]) {
      const { cosignature } = assertOk(witnessCheckpoint({ note, seen: null, proof: [], log: policy, key, seconds: 1_743_645_600 }));
      expect((await cosign(size, cosignature)).errors).toEqual([]);
    }
    expect(verifyCheckpoint(await noteOf(city), policy)).toMatchObject({ ok: true, value: { witnesses: ['scjg.example', 'sthj.example'] } });
    expect(await ask('{ logCheckpoint { size cosignedBy { key lastSize } } }')).toEqual({ logCheckpoint: { size, cosignedBy: [{ key: printVerifierKey(own), lastSize: size }, { key: printVerifierKey(other), lastSize: size }] } });
    // the log grows, and receipts stay with the checkpoint that enough have vouched for
    await drawOf(city, await createTask(city)).intend();
    await city.logged();
    const [first] = await logOf();
    expect(verifyReceipt(assertOk(parseReceipt(first?.receipt)), policy)).toMatchObject({ ok: true, value: { checkpoint: { size } } });
    const last = (await logOf()).at(-1);
    expect(verifyReceipt(assertOk(parseReceipt(last?.receipt)), policy)).toMatchObject({ ok: false, error: { code: 'WITNESSES_MISSING' } });
  });

  it('are known by their signature alone', async () => {
    const note = await noteOf(city);
    const { size } = checkpointOf(note);
    const { text } = assertOk(parseNote(note));
    for (const line of [
      'nonsense', printSignature(signText(text, LOG_SIGNER)), printSignature(cosignText(text, 1_743_645_600, keyOf('stranger.example', 53))),
      printSignature(cosignText(text.replace(String(size), String(size + 1)), 1_743_645_600, own)), printSignature({ ...cosignText(text, 1_743_645_600, other), name: own.name, keyId: own.id }),
    ]) {
      const refused = await cosign(size, line);
      expect([codeOf(refused), detailOf(refused, 'field')]).toEqual(['INVALID_VALUE', 'signature']);
    }
    expect(codeOf(await cosign(size + 1, printSignature(cosignText(text, 1, own))))).toBe('NOT_FOUND');
  });

  it('lose their say when the department takes another key', async () => {
    const next = keyOf('scjg.example', 54);
    expect((await register(people.head1, printVerifierKey(next))).errors).toEqual([]);
    const { logWitnesses, logPolicy } = await ask<{ logWitnesses: { key: string; retiredAt: string | null }[]; logPolicy: string }>('{ logWitnesses { key retiredAt } logPolicy }');
    expect(logWitnesses.map(({ key, retiredAt }) => [key, retiredAt !== null])).toEqual([[printVerifierKey(own), true], [printVerifierKey(other), false], [printVerifierKey(next), false]]);
    expect(logPolicy).not.toContain(printVerifierKey(own));
    const note = await noteOf(city);
    expect(codeOf(await cosign(checkpointOf(note).size, printSignature(cosignText(assertOk(parseNote(note)).text, 1, own))))).toBe('INVALID_VALUE');
    expect(toHex(own.publicKey)).not.toBe(toHex(next.publicKey));
  });
});
