import { tableOf, type Report } from './figures.ts';

/** Each benchmark is loaded only when it is asked for: some bring peers that nothing else needs. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: (args: readonly string[]) => Promise<Report> }>>> = {
  start: () => import('./start.bench.ts'),
  import: () => import('./import.bench.ts'),
  gateway: () => import('./gateway.bench.ts'),
  draw: () => import('./draw.bench.ts'),
  swap: () => import('./swap.bench.ts'),
};

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const load = BENCHES[name];
  if (load === undefined) {
    console.error(`Usage: npm run bench -- NAME [--json]. There are: ${Object.keys(BENCHES).join(', ')}.`);
    return 2;
  }
  const { run } = await load();
  const report = await run(args.filter((arg) => arg !== '--json'));
  console.log(tableOf(report));
  if (args.includes('--json')) console.log(JSON.stringify(report.json));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
