import { canonicalJson, drawInspectors as drawLots, type InspectorCertificate, type InspectorIntent } from '@sortition/draw';
import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { gatherContributions } from '../randomness/gather-contributions.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { TaskRow } from '../task/task.store.ts';
import { insertDrawnInspectors, updateInspectorDraw, type InspectorDrawRow } from './inspector-draw.store.ts';
import { populationRootOf } from './population-root.rules.ts';

interface Sourced {
  readonly task: TaskRow;
  readonly profile: Profile;
}

/** The pre-committed order of those who may go: members and substitutes. */
async function saveOrder(tx: Tx, drawId: string, { match: { teams, departments } }: InspectorCertificate): Promise<void> {
  const serving = new Set(teams.flatMap(({ members }) => members.map(({ inspectorId }) => inspectorId)));
  await insertDrawnInspectors(tx, departments.flatMap(({ order, ineligible }) => {
    const out = new Set(ineligible.map(({ inspectorId }) => inspectorId));
    return order.filter((id) => !out.has(id)).map((inspectorId, index) => ({ drawId, inspectorId, order: index + 1, serves: serving.has(inspectorId) ? 'YES' as const : 'SUBSTITUTE' as const }));
  }));
}

/** Mixes the seed from what all sources gave, and matches: one intent, one result. CQ 8.5.1, SY art.7(4). */
export async function certifyInspectorDraw(tx: Tx, act: Act, row: InspectorDrawRow, { task, profile }: Sourced): Promise<Outcome<{ drawId: string }>> {
  const intent: InspectorIntent = JSON.parse(row.intent);
  const contributions = await gatherContributions(tx, act, { drawId: row.id, intent, profile });
  if (!contributions.ok) return contributions;
  const drawn = drawLots({ intent, contributions: contributions.value }, clauseOf(profile.draw.inspector.drawnBy), nativeSha256);
  if (!drawn.ok) return drawn;
  const certificate = drawn.value;
  const change = { state: 'DRAWN' as const, seed: certificate.seed, certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash, drawnBy: act.identity.subject, drawnAt: act.now };
  await updateInspectorDraw(tx, row.id, change);
  await saveOrder(tx, row.id, certificate);
  recordChange(tx, { entity: 'InspectorDraw', entityId: row.id, before: { state: row.state }, after: { state: change.state, seed: change.seed, certificateHash: change.certificateHash } });
  await appendEvent(tx, act, 'DrawCertified', {
    ...publicTermsOf({ ...row, kind: 'INSPECTOR' }, task), certificateHash: certificate.certificateHash, algorithm: intent.algorithm, hash: intent.hash, seed: certificate.seed,
    frameRoot: populationRootOf(intent, nativeSha256), population: intent.candidates.length, drawn: certificate.match.teams.reduce((sum, { members }) => sum + members.length, 0), at: act.now.toISOString(),
  });
  return ok({ drawId: row.id });
}
