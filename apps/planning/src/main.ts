import { runService } from '@sortition/service-kit';
import { startPlanning } from './start-planning.ts';

await runService(startPlanning);
