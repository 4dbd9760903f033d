import { runService } from '@sortition/service-kit';
import { startDisclosure } from './start-disclosure.ts';

await runService((config) => startDisclosure(config));
