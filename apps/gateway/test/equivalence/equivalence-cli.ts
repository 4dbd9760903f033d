import { parseArgs } from 'node:util';
import { playCases } from './play-cases.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: 'equivalence' }, json: { type: 'boolean', default: false },
    /** The supergraph to begin with: that of a difference has the number behind the seed. */
    from: { type: 'string', default: '0' },
    /** Asks the stock executor the same, and counts where it is the one that differs. */
    stock: { type: 'boolean', default: false },
  },
});
const cases = Number(values.cases);
if (!Number.isSafeInteger(cases) || cases < 1) throw new Error(`--cases is a number of cases, not ${values.cases}`);

const EVERY = 1_000;
let said = 0;
const onProgress = (played: number, different: number): void => {
  if (played - said < EVERY) return;
  said = played;
  console.error(`${played} operations, ${different} different`);
};

const startedAt = performance.now();
const { differences, ...played } = await playCases({ cases, seed: values.seed, casesPerSupergraph: 100, from: Number(values.from), stopAfter: 10, stockEvery: values.stock ? 1 : 0, onProgress });
const seconds = Math.round((performance.now() - startedAt) / 1_000);
if (values.json) console.log(JSON.stringify({ ...played, seconds, differences }));
else {
  for (const { seed, query, variables, leftDuring, expected, answered } of differences) {
    console.log(`DIFFERENT ${seed}${leftDuring === undefined ? '' : `, left during sub-request ${leftDuring}`}\n  ${query}\n  ${JSON.stringify(variables)}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify(answered)}\n`);
  }
  for (const [kind, count] of Object.entries(played.coverage)) console.log(`  ${kind}: ${count}`);
  if (values.stock) console.log(`the stock executor answers ${played.stock.different} of ${played.stock.asked} otherwise than one server would`);
  console.log(`${played.cases} operations on ${played.supergraphs} supergraphs, ${played.requests} sub-requests, ${played.withErrors} with errors: ${differences.length === 0 ? 'all as one server would answer' : `${differences.length} different`}; ${seconds} s`);
}
// A planner that goes in circles would keep the process alive.
process.exit(differences.length === 0 ? 0 : 1);
