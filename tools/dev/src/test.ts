import { join } from 'node:path';
import { runTests } from './check/run-tests.ts';

const passed = await runTests(join(import.meta.dirname, '../../..'), process.argv.slice(2));
process.exit(passed ? 0 : 1);
