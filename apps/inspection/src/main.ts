import { runService } from '@sortition/service-kit';
import { startInspection } from './start-inspection.ts';

await runService(startInspection);
