import { projectTests } from '../../vitest.shared.ts';

export default projectTests(import.meta.url, { postgres: true });
