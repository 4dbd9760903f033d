import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** Why there is a task: by lot from the plan, or directly on a ground that needs none. */
export interface TaskOrigin {
  readonly kind: 'PLAN' | 'DIRECT';
  readonly ground: string | null;
}

/** Every inspection is drawn by lot, but for the grounds that the profile lists. SY art.14(1), CC art.4, SAMR 2.6, GA art.12. */
export function originIsGrounded(profile: Profile, kind: TaskOrigin['kind'], ground: string | null): Outcome<TaskOrigin> {
  const { exceptions } = profile.nonRandom;
  const grounds: readonly string[] = exceptions.value ?? [];
  if (kind === 'PLAN') return ground === null ? ok({ kind, ground }) : refuse('INVALID_VALUE', clauseOf(exceptions), { field: 'ground', value: ground });
  return ground !== null && grounds.includes(ground) ? ok({ kind, ground }) : refuse('RANDOM_DRAW_REQUIRED', clauseOf(exceptions), { ground, grounds: [...grounds] });
}
