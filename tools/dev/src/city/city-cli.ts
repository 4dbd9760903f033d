import { parseArgs } from 'node:util';
import { chanceOf } from './chance.ts';
import { rostersOf } from './roster.ts';
import { writeRoster } from './write-roster.ts';

const USAGE = 'npm run city -- [--size 20000] [--seed sortition] [--out city]\nWrites the rosters of the synthetic city, for `npm run import`. 生成模拟城市的名录文件。';

const { values } = parseArgs({ options: { size: { type: 'string', default: '20000' }, seed: { type: 'string', default: 'sortition' }, out: { type: 'string', default: 'city' }, help: { type: 'boolean', default: false } } });
const size = Number(values.size);
if (values.help || !Number.isInteger(size) || size < 1) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}
for (const roster of rostersOf(chanceOf(values.seed), size)) {
  const file = await writeRoster(roster, values.out);
  console.log(`${file}  ${roster.rows.toLocaleString('en')} rows  --profile ${roster.jurisdiction.profile}`);
}
