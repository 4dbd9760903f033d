import { createHash } from 'node:crypto';
import { commitmentTo, type Contribution } from '@sortition/draw';
import { departmentsOf, type JointTaskPlay, type PlayedTask } from './joint-task.ts';
import { officer } from './people.ts';
import type { Player } from './player.ts';

const COMMIT = 'mutation CommitRandomness($input: CommitRandomnessInput!) { commitRandomness(input: $input) { randomnessCommitment { id } } }';
const REVEAL = 'mutation RevealRandomness($input: RevealRandomnessInput!) { revealRandomness(input: $input) { randomness { state } } }';

/** What a department rolled: the same when the play is played again, since it must keep to what it bound itself to. */
const rolledBy = (player: Player, { key }: JointTaskPlay, departmentId: string): Contribution =>
  ({ source: departmentId, encoding: 'hex', value: createHash('sha256').update(`${player.seed}\0${key}\0rolled by ${departmentId}`).digest('hex') });

/** Every department binds itself to a value that nobody else knows, so that none of them, the platform included, decides alone. */
export async function commitDepartments(player: Player, { play, taskId }: PlayedTask): Promise<void> {
  for (const department of departmentsOf(play)) {
    await player.act({
      step: `${play.key} commitment of ${department.id}`, by: officer(department, 'PLANNER'), document: COMMIT, awaits: ['TASK_REQUIRED'], notBy: [{ by: officer(department, 'INSPECTOR'), code: 'FORBIDDEN' }],
      input: { taskId, drawKind: 'OBJECT', commitment: commitmentTo('SHA-256', rolledBy(player, play, department.id)) },
    });
  }
}

/** The intent is on record: every department opens what it had bound itself to. */
export async function revealDepartments(player: Player, { play, drawId }: PlayedTask): Promise<void> {
  for (const department of departmentsOf(play)) {
    await player.act({
      step: `${play.key} reveal of ${department.id}`, by: officer(department, 'PLANNER'), document: REVEAL,
      input: { drawId, encoding: 'HEX', value: rolledBy(player, play, department.id).value },
    });
  }
}
