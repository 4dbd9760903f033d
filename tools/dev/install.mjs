import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const stampOf = (root) => join(root, 'node_modules/.sortition-installed');

/** What must be installed: the lock, for this kind of machine. */
const wanted = (root) => `${createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')} ${process.platform}-${process.arch}`;

const isInstalled = (root) => existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === wanted(root);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two starts at once must not install into one node_modules (ENOTEMPTY): the second waits and then finds all of it there. */
async function withInstallLock(root, work) {
  const lock = join(root, '.install-lock');
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    for (let said = false; ; said = true) {
      try {
        linkSync(draft, lock); // appears with its content, or not at all
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
      else if (!said) console.log(`Another start (process ${holder}) is installing; waiting for it.`);
      await sleep(100);
    }
    try {
      await work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function npmCi(root) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = /npm-cli\.c?js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : undefined; // not another package manager's
  const options = { cwd: root, stdio: 'inherit' };
  const { status } = npm === undefined ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' }) : spawnSync(process.execPath, [npm, ...args], options);
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs exactly what the lock says, without any install script, when that is not what is there. */
export async function install(root) {
  if (isInstalled(root)) return;
  await withInstallLock(root, () => {
    if (isInstalled(root)) return;
    console.log('Installing packages (npm ci)… 正在安装依赖…');
    npmCi(root);
    writeFileSync(stampOf(root), wanted(root));
  });
}
