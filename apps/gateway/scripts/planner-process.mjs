import { tsImport } from 'tsx/esm/api';

// Node does not read TypeScript by itself, and a process does not inherit who taught it to the one that started it.
await tsImport('../src/execution/planner.process.ts', import.meta.url);
