import { rulesOf } from '../rules-of.ts';
import { limitCountedFrom, type PublicationLimit, type Trigger } from './due-date.rules.ts';

const MOST_REMEMBERED = 1_000;
const remembered = new Map<string, PublicationLimit>();

/**
 * The limit of a publication under the rules it was made under. Remembered: all results of a task have the same one, it never changes,
 * and counting it goes through the calendar day by day.
 */
export function limitUnder(profile: string, trigger: Trigger): PublicationLimit {
  const key = `${profile} ${trigger.event} ${trigger.day}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const limit = limitCountedFrom(rulesOf(profile), trigger);
  if (remembered.size === MOST_REMEMBERED) remembered.clear();
  remembered.set(key, limit);
  return limit;
}
