import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { allPassed, verifyCertificateText, type DrawCertificate, type Opening } from '@sortition/draw';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { codeOf, done, lead, objectRoster, outsider, participant, startSamplingUnderTest, taskReady, units, type DrawView, type RosterUnit, type Sampling } from './sampling-under-test.ts';

let sampling: Sampling;
let owner: pg.Client;
const auditor: Identity = { ...ANONYMOUS, subject: 'auditor', roles: ['AUDITOR'] };
const enterprise = (uscc: string): Identity => ({ ...ANONYMOUS, subject: `enterprise-${uscc}`, roles: ['INSPECTEE'], uscc });

const CLASSES = ['A', 'B', 'C', 'D'];
const RATIOS: Readonly<Record<string, string>> = { A: '0.02', B: '0.05', C: '0.2', D: '0.6' };

beforeAll(async () => {
  sampling = await startSamplingUnderTest();
  owner = new pg.Client({ connectionString: sampling.database.ownerUrl });
  await owner.connect();
  await owner.query("select set_config('app.roles', 'SYSTEM', false)");
});
afterAll(async () => {
  await owner.end();
  await sampling[Symbol.asyncDispose]();
});

/** Mixed, but the same in every run. */
const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  let state = seed;
  return list.map((value) => ({ value, at: (state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0 })).toSorted((a, b) => a.at - b.at).map(({ value }) => value);
};

const classed = (count: number, kind: string): (RosterUnit & { readonly creditLevel: string })[] => {
  const levels = shuffled(Array.from({ length: count }, (_, i) => CLASSES[i % 4] ?? 'A'), count);
  return units(count, { kind }).map((unit, i) => ({ ...unit, creditLevel: levels[i] ?? 'A', uscc: `91500000MA${String(i).padStart(8, '0')}` }));
};

/** A draw by credit class; or, for comparison, by risk class, where the same classes are no secret. */
async function drawnBy(dimension: 'CREDIT' | 'RISK', kind: string): Promise<{ readonly draw: DrawView; readonly roster: ReturnType<typeof classed> }> {
  const roster = classed(400, kind);
  await sampling.hear('registry', objectRoster(1, dimension === 'CREDIT' ? roster : roster.map(({ creditLevel, ...unit }) => ({ ...unit, riskLevel: creditLevel }))));
  const taskId = newId();
  await sampling.hear('planning', taskReady({ taskId, kinds: [kind], ratio: '0.01', strata: CLASSES.map((value) => ({ dimension, value, ratio: RATIOS[value] ?? '0.1', frequency: null })) }));
  await done(sampling, lead, 'prepareObjectDraw', { taskId });
  const { id } = await done<{ id: string }>(sampling, lead, 'drawObjects', { taskId });
  const { data } = await sampling.ask(lead, 'query ($id: ID!) { objectDraw(id: $id) { id seed certificate items(first: 200) { nodes { object { id } stratum } } } }', { id });
  return { draw: (data as { objectDraw: DrawView }).objectDraw, roster };
}

const text = async (identity: Identity | null, path: string): Promise<string> => {
  const response = await sampling.get(identity, path);
  expect(response.status, path).toBe(200);
  return response.text();
};

describe('a frame that is parted by credit classes', () => {
  let draw: DrawView;
  let roster: ReturnType<typeof classed>;
  beforeAll(async () => { ({ draw, roster } = await drawnBy('CREDIT', 'SEALED_SHOP')); });

  it('is sealed, given to everybody at once, and verifies like any other', async () => {
    const frame = await text(null, `/draws/${draw.id}/frame`);
    const certificate = await text(null, `/draws/${draw.id}/certificate`);
    expect(JSON.parse(certificate)).toMatchObject({ intent: { units: 'SEALED', frameCount: 400 } });
    for (const { objectId } of roster) expect(frame.includes(objectId) || certificate.includes(objectId)).toBe(false);
    for (const each of CLASSES) expect(frame.includes(`CREDIT:${each}`) || certificate.includes(`CREDIT:${each}`)).toBe(false);
    expect(allPassed(verifyCertificateText(certificate, { frame: [Buffer.from(frame)] }))).toBe(true);
    expect((await sampling.ask(ANONYMOUS, 'query ($id: ID!) { verifyDraw(id: $id) { identical } }', { id: draw.id })).data).toEqual({ verifyDraw: { identical: true } });
  });

  it('draws real objects, of each class as many as its ratio says', () => {
    const classOf = new Map(roster.map(({ objectId, creditLevel }) => [objectId, creditLevel]));
    const drawn = draw.items.nodes.map(({ object }) => classOf.get(object.id));
    expect(CLASSES.map((each) => drawn.filter((level) => level === each).length)).toEqual([2, 5, 20, 60]);
    for (const { object, stratum } of draw.items.nodes) expect(stratum).toBe(`CREDIT:${classOf.get(object.id)}`);
  });

  it('opens whole for an auditor, and every opening fits its frame', async () => {
    const openings = await text(auditor, `/draws/${draw.id}/openings`);
    const lines = openings.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Opening).unitId).toSorted()).toEqual(roster.map(({ objectId }) => objectId).toSorted());
    const frame = (await text(null, `/draws/${draw.id}/frame`)).trimEnd().split('\n');
    const checks = verifyCertificateText(await text(null, `/draws/${draw.id}/certificate`), { frame, openings: lines });
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks.some(({ code }) => code.startsWith('OPENING'))).toBe(true);
  });

  it('opens to an enterprise for what it holds, once nobody can be warned by it; to nobody else', async () => {
    const path = `/draws/${draw.id}/openings`;
    const [own] = roster;
    const holder = enterprise('91500000MA00000000');
    for (const identity of [null, lead, participant, outsider, holder]) {
      const refused = await sampling.get(identity, path);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', messageZh: expect.stringMatching(/[\u4e00-\u9fff]/), messageEn: expect.stringMatching(/[a-z]/) } }] });
    }
    await owner.query('update sampling.object_draw set opened_at = now() where id = $1', [draw.id]);
    const [line = '', ...rest] = (await text(holder, path)).trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({ format: 'sortition/opening/v1', unitId: own?.objectId, stratum: `CREDIT:${own?.creditLevel}` });
    expect(await text(enterprise('91500000MAXXXXXXXX'), path)).toBe('');
    expect((await sampling.get(lead, path)).status).toBe(403);
    await owner.query('update sampling.object_draw set opened_at = null where id = $1', [draw.id]);
  });

  it('keeps its secret from every transaction that has not named the draw', async () => {
    const app = new pg.Client({ connectionString: sampling.database.appUrl });
    await app.connect();
    await app.query("select set_config('app.roles', 'SYSTEM,AUDITOR', false)");
    for (const table of ['sealed_frame', 'sealed_block']) {
      expect((await app.query(`select * from sampling.${table}`)).rows).toEqual([]);
      await expect(app.query(`update sampling.${table} set draw_id = draw_id`)).rejects.toThrow('permission denied');
      await expect(app.query(`delete from sampling.${table}`)).rejects.toThrow('permission denied');
    }
    for (const table of ['frame', 'frame_block', 'excluded_unit']) {
      await expect(app.query(`update sampling.${table} set draw_id = draw_id`)).rejects.toThrow('permission denied');
      await expect(app.query(`delete from sampling.${table}`)).rejects.toThrow('permission denied');
    }
    await app.query("select set_config('app.unsealed_draw', $1, false)", [draw.id]);
    expect((await app.query('select * from sampling.sealed_frame')).rows).toHaveLength(1);
    await app.end();
    const { rows } = await owner.query<{ payload: string }>('select payload::text from kit.event union all select coalesce(after::text, $1) from kit.audit_entry', ['']);
    const { rows: secrets } = await owner.query<{ secret: Buffer }>('select secret from sampling.sealed_frame');
    for (const { secret } of secrets) for (const { payload } of rows) expect(payload).not.toContain(secret.toString('hex'));
  });
});

/** Everything that the public of a draw may see: the frame, the certificate, and the names of the drawn, sorted. */
interface PublicView {
  readonly frame: readonly (readonly [unit: string, stratum: string])[];
  readonly certificate: DrawCertificate;
  readonly names: readonly string[];
}

/** The ratio of a stratum gives its class away, under whatever label: ratios are in the public plan. */
const classesOf = ({ certificate }: PublicView): Map<string, string> =>
  new Map(certificate.intent.strata.map(({ key, sizing }) => [key, CLASSES.find((each) => 'ratio' in sizing && RATIOS[each] === sizing.ratio) ?? '']));

/** By the line that has an object's name. */
function guessByName(names: readonly string[], view: PublicView): Map<string, string> {
  const byUnit = new Map(view.frame.map(([unit, stratum]) => [unit, stratum]));
  return new Map(names.map((name) => [name, classesOf(view).get(byUnit.get(name) ?? '') ?? '']));
}

/** By place alone: objects in the order of their ids beside lines in the order of theirs. */
const guessByPlace = (names: readonly string[], view: PublicView): Map<string, string> =>
  new Map(names.toSorted().map((name, i) => [name, classesOf(view).get(view.frame[i]?.[1] ?? '') ?? '']));

/** By the order of the drawn: the certificate's drawn units beside the published names. */
function guessByOrder(view: PublicView): Map<string, string> {
  const drawn = view.certificate.strata.flatMap(({ key, drawn: units }) => units.map(({ unitId }) => ({ unitId, key }))).toSorted((x, y) => (x.unitId < y.unitId ? -1 : 1));
  return new Map(view.names.map((name, i) => [name, classesOf(view).get(drawn[i]?.key ?? '') ?? '']));
}

async function publicView(draw: DrawView): Promise<PublicView> {
  const frame = (await text(auditor, `/draws/${draw.id}/frame`)).trimEnd().split('\n').map((line) => {
    const [unit = '', stratum = ''] = line.split('\t');
    return [unit, stratum] as const;
  });
  return { frame, certificate: JSON.parse(await text(auditor, `/draws/${draw.id}/certificate`)), names: draw.items.nodes.map(({ object }) => object.id).toSorted() };
}

describe('who sees everything that is public of a draw', () => {
  const hitsOf = (guesses: ReadonlyMap<string, string>, roster: ReturnType<typeof classed>): number => {
    const known = roster.filter(({ objectId }) => guesses.has(objectId));
    return known.filter(({ objectId, creditLevel }) => guesses.get(objectId) === creditLevel).length / known.length;
  };

  it('reads every class off a named frame, and guesses no better than blindly on a sealed one', async () => {
    const named = await drawnBy('RISK', 'NAMED_SHOP');
    const sealed = await drawnBy('CREDIT', 'GUESSED_SHOP');
    const [open, closed] = [await publicView(named.draw), await publicView(sealed.draw)];
    const namesOf = ({ roster }: typeof named): string[] => roster.map(({ objectId }) => objectId);

    expect(hitsOf(guessByName(namesOf(named), open), named.roster)).toBe(1);
    expect(hitsOf(guessByPlace(namesOf(named), open), named.roster)).toBe(1);
    expect(hitsOf(guessByOrder(open), named.roster)).toBe(1);

    // blindly: one class in four of all; of the drawn, as many as the shares of the classes among them agree by chance
    const blind = 0.25;
    const shares = closed.certificate.strata.map(({ drawn }) => drawn.length);
    const total = shares.reduce((sum, share) => sum + share, 0);
    const agreement = shares.reduce((sum, share) => sum + (share / total) ** 2, 0);
    const fiveSigma = (rate: number, count: number): number => 5 * Math.sqrt((rate * (1 - rate)) / count);
    expect(hitsOf(guessByName(namesOf(sealed), closed), sealed.roster)).toBe(0);
    expect(Math.abs(hitsOf(guessByPlace(namesOf(sealed), closed), sealed.roster) - blind)).toBeLessThan(fiveSigma(blind, 400));
    expect(Math.abs(hitsOf(guessByOrder(closed), sealed.roster) - agreement)).toBeLessThan(fiveSigma(agreement, total));
  });

  it('finds no label that is the same in two draws, so that classes cannot be followed from one to the next', async () => {
    const labels = new Set<string>();
    for (const kind of ['FIRST_SHOP', 'SECOND_SHOP']) {
      const { certificate } = await publicView((await drawnBy('CREDIT', kind)).draw);
      for (const { key } of certificate.intent.strata) {
        expect(key).toMatch(/^S-[0-9a-f]{16}$/);
        expect(labels.has(key)).toBe(false);
        labels.add(key);
      }
    }
  });
});

describe('a named frame', () => {
  it('is the public\'s when the draw is opened; until then it is for the task, and for auditors', async () => {
    const { draw } = await drawnBy('RISK', 'OPENED_SHOP');
    for (const what of ['frame', 'certificate']) {
      const path = `/draws/${draw.id}/${what}`;
      const refused = await sampling.get(null, path);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', clause: expect.any(String), messageZh: expect.stringMatching(/[\u4e00-\u9fff]/), messageEn: expect.stringMatching(/[a-z]/) } }] });
      expect((await sampling.get(outsider, path)).status).toBe(403);
      expect((await sampling.get(lead, path)).status).toBe(200);
      expect((await sampling.get(auditor, path)).status).toBe(200);
    }
    expect((await sampling.get(participant, `/draws/${draw.id}/frame`)).status).toBe(200);
    expect(await (await sampling.get(participant, `/draws/${draw.id}/certificate`)).json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_DISPATCHED' } }] });
    await owner.query('update sampling.object_draw set opened_at = now() where id = $1', [draw.id]);
    const frame = await sampling.get(null, `/draws/${draw.id}/frame`);
    expect(frame.headers.get('content-encoding')).toBe('gzip');
    const etag = frame.headers.get('etag') ?? '';
    const checks = verifyCertificateText(await text(null, `/draws/${draw.id}/certificate`), { frame: [Buffer.from(await frame.arrayBuffer())] });
    expect(allPassed(checks)).toBe(true);
    expect((await sampling.get(null, `/draws/${draw.id}/frame`, { 'if-none-match': etag })).status).toBe(304);
    const plain = await sampling.get(null, `/draws/${draw.id}/frame`, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('etag')).not.toBe(etag);
    expect((await sampling.get(auditor, `/draws/${draw.id}/openings`)).status).toBe(404);
  });

  it('is not found where there is none, refuses a forged identity, and is not changed', async () => {
    expect(await (await sampling.get(null, `/draws/${newId()}/frame`)).json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect((await sampling.get(null, `/draws/${newId()}/frame`, { 'x-sortition-identity': 'e30.e30.e30' })).status).toBe(401);
    expect((await fetch(new URL(`/draws/${newId()}/frame`, sampling.url), { method: 'PUT' })).status).toBe(405);
    expect((await sampling.get(null, '/draws/1/frame')).status).toBe(404);
    expect(codeOf(await sampling.ask(outsider, 'query ($id: ID!) { objectDraw(id: $id) { id } }', { id: newId() }))).toBe('NOT_FOUND');
  });
});
