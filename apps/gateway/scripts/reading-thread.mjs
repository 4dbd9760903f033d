import { tsImport } from 'tsx/esm/api';

// Node does not read TypeScript by itself, and a thread does not inherit who taught it to the main one.
await tsImport('../src/supergraph/reading.thread.ts', import.meta.url);
