import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleApp } from '../platform/bundle-app.ts';
import type { Roster } from './roster.ts';
import { writeRoster } from './write-roster.ts';

const root = join(import.meta.dirname, '../../../..');

export interface ImportSurroundings {
  /** Of the registry's database, and of the key under which it seals personal data. */
  readonly env: NodeJS.ProcessEnv;
  readonly ownerOf: (roster: Roster) => string;
  /** Where the files stand while they are read. */
  readonly directory: string;
}

function importFile(program: string, file: string, roster: Roster, { env, directory, ownerOf }: ImportSurroundings): Promise<void> {
  return new Promise((resolve, reject) => {
    const importer = spawn(process.execPath, [program, '--roster', file, '--profile', roster.jurisdiction.profile, '--owner', ownerOf(roster), '--json'], { cwd: directory, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [importer.stdout, importer.stderr]) stream.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(-4_000); });
    importer.once('error', reject);
    importer.once('close', (code) => (code === 0 && /"refused":0,/.test(said) ? resolve() : reject(new Error(`the import of ${file} ended with ${code}:\n${said}`))));
  });
}

/** CQ 5.2: the objects move in through the importer, a file after the other. It resumes by itself what was cut off, and takes nothing twice. */
export async function importRosters(rosters: readonly Roster[], surroundings: ImportSurroundings, say: (message: string) => void): Promise<void> {
  const program = await bundleApp(root, 'registry', 'src/import/import-cli');
  for (const roster of rosters.filter(({ rows }) => rows > 0)) {
    const file = await writeRoster(roster, surroundings.directory);
    await importFile(program, file, roster, surroundings);
    say(`${roster.name}: ${roster.rows.toLocaleString('en')} objects`);
  }
  await rm(surroundings.directory, { recursive: true, force: true });
}
