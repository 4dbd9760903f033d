import { spawn } from 'node:child_process';
import { chanceOf } from '../city/chance.ts';
import { rostersOf } from '../city/roster.ts';
import { writeRoster } from '../city/write-roster.ts';
import { openKeys } from '../platform/keys.ts';
import { clockFileOf, type Settings } from '../platform/settings.ts';

/** What the importer said of a file. */
export interface ImportedRegister {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly unexplained: number;
  readonly rowsPerSecond: number;
  readonly refusedPath: string | null;
}

/** The Chongqing register of the synthetic city, for those who have no register at hand. */
export async function cityRegister(size: number, seed: string, directory: string): Promise<string> {
  const [register] = rostersOf(chanceOf(seed), size);
  if (register === undefined) throw new Error('the city has no register');
  return writeRoster(register, directory);
}

/** Imports a register with the registry's own importer, in a process of its own: it resumes what was cut off and takes nothing twice. */
export async function importRegister(file: string, refused: string, settings: Settings, registryUrl: string): Promise<ImportedRegister> {
  const { personalData } = await openKeys(settings.dataDir, process.env['PERSONAL_DATA_KEY']);
  const importer = spawn(process.execPath, ['--import', 'tsx', 'apps/registry/src/import/import-cli.ts', '--roster', file, '--profile', 'CQ', '--refused', refused, '--json'], {
    cwd: settings.root,
    env: { ...process.env, REGISTRY_DATABASE_URL: registryUrl, PERSONAL_DATA_KEY: personalData, DATA_DIR: settings.dataDir, CLOCK_FILE: clockFileOf(settings), NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  importer.stdout.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  const code = await new Promise<number | null>((resolve, reject) => importer.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`the import of ${file} ended with ${code}: ${said}`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '');
}
