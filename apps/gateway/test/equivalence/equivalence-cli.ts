import { parseArgs } from 'node:util';
import { playCases } from './play-cases.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: 'equivalence' }, json: { type: 'boolean', default: false } } });
const cases = Number(values.cases);
if (!Number.isSafeInteger(cases) || cases < 1) throw new Error(`--cases is a number of cases, not ${values.cases}`);

const EVERY = 5_000;
let said = 0;
const onProgress = (played: number, different: number): void => {
  if (played - said < EVERY) return;
  said = played;
  console.error(`${played} operations, ${different} different`);
};

const startedAt = performance.now();
const { differences, ...played } = await playCases({ cases, seed: values.seed, casesPerSupergraph: 200, stopAfter: 10, onProgress });
const seconds = Math.round((performance.now() - startedAt) / 1_000);
if (values.json) console.log(JSON.stringify({ ...played, seconds, differences }));
else {
  for (const { seed, query, variables, expected, answered } of differences) {
    console.log(`DIFFERENT ${seed}\n  ${query}\n  ${JSON.stringify(variables)}\n  expected ${JSON.stringify(expected)}\n  answered ${JSON.stringify(answered)}\n`);
  }
  console.log(`${played.cases} operations on ${played.supergraphs} supergraphs, ${played.requests} sub-requests, ${played.withErrors} with errors: ${differences.length === 0 ? 'all as one server would answer' : `${differences.length} different`}; ${seconds} s`);
}
process.exitCode = differences.length === 0 ? 0 : 1;
