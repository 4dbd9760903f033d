import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cpuMs, familyOf, residentMb } from '../src/gateway/process-cost.ts';

it.skipIf(!existsSync('/proc/self/stat'))('what a process has started is counted with it, also when that has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'const until = Date.now() + 300; while (Date.now() < until); console.log(); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const family = familyOf(process.pid);
  expect(family).toContain(child.pid);
  expect(residentMb(family)).toBeGreaterThan((residentMb([process.pid]) ?? Number.NaN) + 20);
  const [alone, together] = [cpuMs([process.pid]) ?? 0, cpuMs(family) ?? 0];
  expect(together).toBeGreaterThan(alone);
  child.kill();
  await once(child, 'exit');
  expect(cpuMs(familyOf(process.pid))).toBeGreaterThanOrEqual(together);
});
