// `npm start`, `npm test` and the others begin here, before anything is installed: no dependency may be imported on the way to `install`.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';

const root = resolve(import.meta.dirname ?? '', '../..');
const [command = '', ...args] = process.argv.slice(2);

const SCRIPTS = {
  start: 'tools/dev/src/start.ts',
  test: 'tools/dev/src/test.ts',
  check: 'tools/dev/src/check.ts',
  demo: 'tools/dev/src/demo.ts',
  city: 'tools/dev/src/city/city-cli.ts',
  import: 'apps/registry/src/import/import-cli.ts',
  bench: 'tools/bench/src/bench.ts',
  chaos: 'apps/e2e/src/chaos/chaos.ts',
  conformance: 'tools/conformance/src/conformance.ts',
  equivalence: 'apps/gateway/test/equivalence/equivalence-cli.ts',
  compose: 'tools/compose/src/compose.ts',
  migrate: 'tools/migrate/src/migrate.ts',
  'verify-draw': 'tools/verify/src/verify-draw.ts',
  'print-draw': 'tools/verify/src/print-draw.ts',
  'verify-log': 'tools/verify/src/verify-log.ts',
};

function refuse(message) {
  console.error(message);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) refuse(`Node ${process.versions.node} is too old: 20.19 or newer is needed. Node 版本过低，需要 20.19 或更高。`);

const script = SCRIPTS[command];
if (script === undefined) refuse(`Unknown command "${command}". There are: ${Object.keys(SCRIPTS).join(', ')}.`);

process.chdir(root);
Object.assign(process.env, {
  APOLLO_TELEMETRY_DISABLED: 'true',
  DO_NOT_TRACK: '1',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
});
await install(root);
if (!existsSync(script)) refuse(`${script} is missing: the checkout is incomplete.`);

// in this very process: there is nobody between the terminal and the script who could lose a signal or an exit code
const { register } = await import('tsx/esm/api');
register();
process.argv = [process.execPath, join(root, script), ...args];
await import(pathToFileURL(join(root, script)).href);
