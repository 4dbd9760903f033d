import { runService } from '@sortition/service-kit';
import { startSampling } from './start-sampling.ts';

await runService(startSampling);
