import type { Parameters } from '../schema/profile.schema.ts';
import type { Defaults } from '../schema/defaults.ts';
import { directory } from './directory.ts';
import { disclosure } from './disclosure.ts';
import { draw } from './draw.ts';
import { forms } from './forms.ts';
import { identity } from './identity.ts';
import { inspection } from './inspection.ts';
import { itemList } from './item-list.ts';
import { plan } from './plan.ts';
import { platform } from './platform.ts';
import { report } from './report.ts';
import { result } from './result.ts';
import { task } from './task.ts';

/**
 * What holds where a jurisdiction and its parent are both silent. The clause says why: a text names the matter without
 * a value, or `not demanded`, `not granted`, `not restricted` by anybody, or `platform`, which does so for everybody.
 */
export const DEFAULTS = {
  ...identity, ...platform, ...itemList, ...directory, ...plan, ...task,
  ...draw, ...inspection, ...result, ...disclosure, ...report, ...forms,
} satisfies Defaults<Parameters>;
