import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cityRegister, importRegister } from './demo/fill-registry.ts';
import { findStage, openStage, type Stage } from './demo/stage.ts';
import { performDemo } from './demo/perform-demo.ts';
import { springOf, todayIs } from './demo/chongqing.ts';

const USAGE = `npm run demo -- [--roster FILE] [--objects 8] [--division 500000] [--seed demo] [--size 20000] [--keep]
Plays one joint inspection from the item list to the public result. 演示一次部门联合抽查的全过程。
With --roster, or when no platform runs at PORT, the demo starts a platform of its own; killed, it goes on where it was.`;

const YEAR = 2026; // the last for which the State Council's calendar is out
const root = join(import.meta.dirname, '../../..');
const { values } = parseArgs({
  options: {
    roster: { type: 'string' }, objects: { type: 'string', default: '8' }, division: { type: 'string', default: '500000' }, seed: { type: 'string', default: 'demo' },
    size: { type: 'string', default: '20000' }, keep: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});
const [objects, size] = [Number(values.objects), Number(values.size)];
if (values.help || !(objects >= 1 && objects <= 100) || !(size >= 100)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}

const say = (message: string): void => console.log(`[${(performance.now() / 1_000).toFixed(1).padStart(6)} s] ${message}`);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());

// npm changes into the project; a file is meant where the command was typed
function registerFile(): string | undefined {
  if (values.roster === undefined) return undefined;
  const found = [resolve(process.env['INIT_CWD'] ?? root, values.roster), resolve(root, values.roster)].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${values.roster} does not exist`);
  return found;
}

async function fill({ own }: Stage, register: string | undefined): Promise<boolean> {
  if (own === undefined) return true;
  const file = register ?? await cityRegister(size, values.seed, join(own.settings.dataDir, 'city'));
  say(`importing ${file} 正在导入登记名录`);
  const { rows, created, updated, unchanged, refused, unexplained, rowsPerSecond, refusedPath } = await importRegister(file, join(tmpdir(), `sortition-refused-${values.seed}.csv`), own.settings, own.registryUrl);
  const count = (number: number): string => number.toLocaleString('en-US');
  say(`${count(rows)} rows, ${count(rowsPerSecond)} rows/s 行/秒: ${count(created)} new 新增, ${count(updated)} changed 更新, ${count(unchanged)} known 未变, ${count(refused)} refused with reasons 拒绝并说明原因, ${unexplained} unexplained 未说明`);
  if (refusedPath !== null) say(`refused rows 被拒绝的行: ${refusedPath}`);
  return unexplained === 0;
}

/** The day on which this play began: one that is continued later says the same as before. */
function begunAt({ now, dataDir }: Stage): Date {
  const file = join(dataDir, `demo-${values.seed}.json`);
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ begunAt: now().toISOString() }));
  const { begunAt: begun }: { readonly begunAt: string } = JSON.parse(readFileSync(file, 'utf8'));
  return new Date(begun);
}

async function main(): Promise<boolean> {
  const register = registerFile();
  const running = register === undefined ? await findStage(process.env, root) : undefined;
  const purpose = createHash('sha256').update(`${register ?? `city ${size}`}\0${values.seed}`).digest('hex');
  await using stage = running ?? await openStage(process.env, root, { purpose, keep: values.keep, say, signal: stopping.signal });
  say(running === undefined ? `a platform of the demo's own 演示专用平台: ${stage.url}` : `the platform at 使用正在运行的平台 ${stage.url}`);
  await stage.moveTo(springOf(YEAR).at('01-05', '09:00'));
  const explained = await fill(stage, register);
  const valid = await performDemo({
    stage, say, division: values.division, seed: values.seed, objects, root,
    calendar: stage.own === undefined ? todayIs(begunAt(stage)) : springOf(YEAR),
    keep: (file, content) => {
      const path = join(tmpdir(), `sortition-${values.seed}.${file}.${file === 'frame' ? 'txt' : 'json'}`);
      writeFileSync(path, content);
      return path;
    },
  });
  return explained && valid;
}

try {
  const succeeded = await main();
  say(succeeded ? 'the demo has come to its end 演示完成' : 'something did not hold, see above 演示未通过，见上');
  process.exit(succeeded ? 0 : 1);
} catch (error) {
  if (!stopping.signal.aborted) console.error(error);
  process.exit(1);
}
