import { parseArgs } from 'node:util';
import { runDrawChaos, type DrawChaos } from './draw-chaos.ts';
import { startMortalPostgres } from './draw-stage.ts';
import { MISTAKES } from './planted-mistakes.ts';

const USAGE = `Usage: npm run chaos -- draw [--draws 10000] [--kills 200] [--lanes 12] [--number 1] [--large] [--mistake ${MISTAKES.join('|')}]
Draws for so many tasks while services, connections and the database are killed; more than half of the kills are at named crash points. With --large,\nevery frame counts as large, so that jobs work on it after the callers were answered.`;

function wanted(args: readonly string[]): DrawChaos | undefined {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true,
    options: { draws: { type: 'string', default: '10000' }, kills: { type: 'string', default: '200' }, lanes: { type: 'string', default: '12' }, number: { type: 'string', default: '1' }, mistake: { type: 'string' }, large: { type: 'boolean', default: false } },
  });
  const mistake = MISTAKES.find((each) => each === values.mistake);
  if (positionals[0] !== 'draw' || (values.mistake !== undefined && mistake === undefined)) return undefined;
  const kills = Number(values.kills);
  const tenth = Math.ceil(kills * 0.12);
  return {
    draws: Number(values.draws), lanes: Number(values.lanes), number: Number(values.number), say: (message) => console.log(message), frames: values.large ? 'LARGE' : 'SMALL', ...(mistake === undefined ? {} : { mistake }),
    kills: { points: Math.ceil(kills * 0.65), services: tenth, backends: tenth, postmasters: tenth },
  };
}

async function main(args: readonly string[]): Promise<number> {
  const chaos = wanted(args);
  if (chaos === undefined) {
    console.error(USAGE);
    return 2;
  }
  const server = await startMortalPostgres();
  try {
    const report = await runDrawChaos(server, chaos);
    const { tasks, draws, seconds, kills, ...wrong } = report;
    console.log(`${draws} draws of ${tasks} tasks, ${Object.values(kills).reduce((sum, n) => sum + n, 0)} kills, ${seconds} s`);
    console.table(kills);
    console.table(wrong);
    const isSound = Object.values(wrong).every((n) => n === 0);
    console.log(isSound ? 'Nothing was lost, doubled or changed.' : 'Something was lost, doubled or changed.');
    return isSound === (chaos.mistake === undefined) ? 0 : 1;
  } finally {
    await server.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
