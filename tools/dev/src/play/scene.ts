import type { Player } from './player.ts';

/** A part of a play that belongs to one moment. Many plays can be told at once by playing all their scenes in the order of time. */
export interface Scene {
  readonly name: string;
  /** Business time, ISO 8601 with offset. */
  readonly at: string;
  play(): Promise<void>;
}

/** Plays scenes one after another, moving the clock forward to each. */
export async function playScenes(player: Player, scenes: readonly Scene[]): Promise<void> {
  for (const scene of scenes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    await player.moveTo(scene.at);
    await scene.play();
  }
}
