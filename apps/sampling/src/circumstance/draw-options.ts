import { randomBytes } from 'node:crypto';
import { FrameHasher, UnitDraw, commitmentTo, draftIntent, frameLine, intentHash, issueCertificate, seedOf, type Contribution, type DrawCertificate, type FrameUnit, type StratumCount } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { Act } from '@sortition/service-kit';
import { nativeSha256 } from '../frame/native-sha256.ts';
import type { TaskRow } from '../task/task.store.ts';

const intended = ({ key, population, weight }: StratumCount) => ({ key, population, weight, sizing: { number: 1 }, rounding: 'CEIL' as const, minimum: 1, size: 1, reserve: population - 1 });

/** Draws one option of each dimension, like objects: the intent binds the platform to its value before the tickets are made. */
export function drawOptions(act: Act, task: TaskRow, units: readonly FrameUnit[], rosterVersion: string): { readonly certificate: DrawCertificate; readonly frame: string } {
  const hasher = new FrameHasher(nativeSha256);
  for (const unit of units) invariant(hasher.add(unit) === null, 'options are plain text in the order of their names');
  const frame = hasher.finish();
  const contribution: Contribution = { source: 'platform', encoding: 'hex', value: randomBytes(32).toString('hex') };
  const intent = draftIntent({
    hash: 'SHA-256', taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash, rosterVersion, units: 'NAMED', frameRoot: frame.root, frameCount: frame.count,
    exclusions: [], strata: frame.strata.map(intended), drawnBy: task.leadDepartmentId,
    randomness: [{ source: contribution.source, kind: 'PLATFORM', commitment: commitmentTo('SHA-256', contribution) }], attempt: 1, continues: null, createdAt: act.now.toISOString(),
  });
  const lots = new UnitDraw({ seed: seedOf(intent.hash, intentHash(intent), [contribution]), strata: intent.strata, hasher: nativeSha256 });
  for (const unit of units) lots.add(unit);
  return { certificate: issueCertificate({ intent, contributions: [contribution], strata: lots.finish() }, nativeSha256), frame: units.map((unit) => `${frameLine(unit)}\n`).join('') };
}
