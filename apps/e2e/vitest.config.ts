import { projectTests } from '../../vitest.shared.ts';

export default projectTests(import.meta.url, { postgres: true, testTimeout: 180_000, hookTimeout: 400_000 });
