import type { RandomnessSource } from '@sortition/draw';
import { ok, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import type { TaskRow } from '../task/task.store.ts';

export interface AnnouncedSource {
  readonly source: string;
  readonly kind: 'DICE' | 'BEACON' | 'DEPARTMENT';
}

export interface Announcement {
  /** The draw whose intent is being made; nothing of it need be stored yet. */
  readonly drawId: string;
  readonly kind: 'OBJECT' | 'INSPECTOR';
  readonly task: TaskRow;
  /** The department that draws. */
  readonly departmentId: string;
  readonly announced: readonly AnnouncedSource[];
  readonly profile: Profile;
}

/** Names the sources of a draw's randomness for its intent, before any of it exists. */
export async function announceRandomness(_tx: Tx, _act: Act, { announced }: Announcement): Promise<Outcome<RandomnessSource[]>> {
  return ok([{ source: 'platform', kind: 'PLATFORM', commitment: null }, ...announced.map(({ source, kind }) => ({ source, kind, commitment: null }))]);
}
