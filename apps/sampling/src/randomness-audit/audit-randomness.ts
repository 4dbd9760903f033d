import { createHash } from 'node:crypto';
import { conduct, judge, LifetimeAudit, listsAlike, pairsRepeat, PlaceAudit, RotationAudit, TicketAudit, type RandomnessReport } from '@sortition/draw/audit-randomness';
import { newId, ok, type Outcome } from '@sortition/kernel';
import { appendEvent, recordChange, recordNoChange, type Act, type JobContext, type Tx } from '@sortition/service-kit';
import { auditFrames } from './audit-frames.ts';
import { countMissingUnits } from './certified-draws.store.ts';
import { insertRandomnessAudit } from './randomness-audit.store.ts';
import { readCommonUnits, readFirstInspectors, readGivenUp, readInspectorObjectPairs, readObjectPairs, readWithheld } from './repeats.store.ts';

/** Looks at everything that was ever drawn here, and judges whether it looks as chance makes it. */
async function auditHistory(tx: Tx): Promise<RandomnessReport> {
  const audits = { tickets: new TicketAudit(), places: new PlaceAudit(), lifetime: new LifetimeAudit() };
  const rotation = new RotationAudit();
  const draws = await auditFrames(tx, audits);
  audits.lifetime.addLeftOut(await countMissingUnits(tx), 0);
  for (const { departmentId, place, among, seed } of await readFirstInspectors(tx)) {
    audits.tickets.addSeed(seed);
    rotation.add(departmentId, place, among);
  }
  const { pairs, alike } = await readCommonUnits(tx);
  return judge(draws, [
    ...audits.tickets.findings(), ...audits.places.findings(), ...audits.lifetime.findings(),
    listsAlike(pairs, alike), pairsRepeat('OBJECT_PAIRS', await readObjectPairs(tx)), pairsRepeat('INSPECTOR_OBJECT_PAIRS', await readInspectorObjectPairs(tx)),
    rotation.finding('INSPECTOR_ROTATION'), conduct('RESULTS_GIVEN_UP', await readGivenUp(tx)), conduct('REVEALS_WITHHELD', await readWithheld(tx)),
  ]);
}

async function publishAudit(tx: Tx, act: Act): Promise<Outcome<null>> {
  const audited = await auditHistory(tx);
  if (audited.draws === 0) {
    recordNoChange(tx);
    return ok(null);
  }
  const report = JSON.stringify(audited);
  const row = { id: newId(), at: act.now, draws: audited.draws, passed: audited.passed, report, reportHash: createHash('sha256').update(report).digest('hex') };
  await insertRandomnessAudit(tx, row);
  const failed = audited.checks.filter(({ verdict }) => verdict === 'FAILED').map(({ code }) => code);
  recordChange(tx, { entity: 'RandomnessAudit', entityId: row.id, before: null, after: { draws: row.draws, passed: row.passed, failed } });
  await appendEvent(tx, act, 'RandomnessAudited', { auditId: row.id, at: row.at.toISOString(), draws: row.draws, passed: row.passed, failed, reportHash: row.reportHash });
  return ok(null);
}

/** The nightly self-audit of randomness; its report is public, whatever it says. */
export async function auditRandomness(context: JobContext): Promise<void> {
  await context.transact('auditRandomness', publishAudit);
}
