import { runService } from '@sortition/service-kit';
import { startRegistry } from './start-registry.ts';

await runService(startRegistry);
