import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** Runs targets over the projects, cached; true when all of them succeeded. */
export function runNx(root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const nx = createRequire(`${root}/package.json`).resolve('nx/bin/nx.js');
  const child = spawn(process.execPath, [nx, ...args, '--outputStyle=static'], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}
