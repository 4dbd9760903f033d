import { randomBytes } from 'node:crypto';
import { FrameHasher, UnitDraw, canonicalJson, commitmentTo, draftIntent, frameLine, intentHash, issueCertificate, seedOf, type DrawCertificate } from '@sortition/draw';
import { invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { nativeSha256 } from '../frame/native-sha256.ts';
import { DRAW_HASH } from '../randomness/randomness.rules.ts';
import { listExperts, type RosterExpertRow } from '../roster/roster-expert.store.ts';
import { publicTermsOf } from '../task/public-terms.ts';
import type { TaskRow } from '../task/task.store.ts';
import { assistantOf, assistedTeam, letAssist, occasionOf } from './engage-expert.ts';
import { expertCanAssist, type Engagement } from './expert.rules.ts';
import { findExpertDraws, insertExpertDraw } from './team.store.ts';

export interface DrawExpertsInput extends MutationInput, Engagement {
  readonly teamId: string;
  readonly number: number;
  readonly specialties?: readonly string[] | null | undefined;
}

const STRATUM = 'EXPERTS';

interface Lot {
  readonly certificate: DrawCertificate;
  readonly frame: string;
}

function drawLot(act: Act, task: TaskRow, eligible: readonly RosterExpertRow[], number: number, attempt: number): Lot {
  const units = eligible.map(({ id }) => ({ unitId: id, stratum: STRATUM, weight: 1 }));
  const hasher = new FrameHasher(nativeSha256);
  for (const unit of units) invariant(hasher.add(unit) === null, 'experts come in the order of their ids');
  const frame = hasher.finish();
  const own = { source: 'platform', encoding: 'hex', value: randomBytes(32).toString('hex') } as const;
  const intent = draftIntent({
    hash: DRAW_HASH, taskNumber: task.taskNumber, profile: task.profile, profileHash: task.profileHash, rosterVersion: STRATUM, units: 'NAMED', frameRoot: frame.root, frameCount: frame.count,
    exclusions: [], drawnBy: task.leadDepartmentId, randomness: [{ source: 'platform', kind: 'PLATFORM', commitment: commitmentTo(DRAW_HASH, own) }], attempt, continues: null, createdAt: act.now.toISOString(),
    strata: [{ key: STRATUM, population: units.length, weight: units.length, sizing: { number }, rounding: 'CEIL', minimum: 1, size: number, reserve: units.length - number }],
  });
  const contributions = [own];
  const lots = new UnitDraw({ seed: seedOf(intent.hash, intentHash(intent), contributions), strata: intent.strata, hasher: nativeSha256 });
  for (const unit of units) lots.add(unit);
  return { certificate: issueCertificate({ intent, contributions, strata: lots.finish() }, nativeSha256), frame: units.map((unit) => `${frameLine(unit)}\n`).join('') };
}

/** Lets the lot choose among the experts of the directory who can give the help (随机抽取专家). CQ 5.3.3, CC art.13. */
export async function drawExperts(tx: Tx, act: Act, input: DrawExpertsInput): Promise<Outcome<{ teamId: string }>> {
  const assisted = await assistedTeam(tx, act, input.teamId, input);
  if (!assisted.ok) return assisted;
  const { task, profile, members, team } = assisted.value;
  const clause = clauseOf(profile.expertDirectory.kinds);
  if (!Number.isInteger(input.number) || input.number < 1) return refuse('INVALID_VALUE', clause, { field: 'number', value: input.number });
  const earlier = await findExpertDraws(tx, [team.id]);
  if (earlier.length > 0) return refuse('DRAW_LOCKED', clauseOf(profile.draw.inspector.lockOn), { state: 'DRAWN' });
  const serving = new Set(members.filter(({ active }) => active).map(({ expertId }) => expertId));
  const asked = input.specialties ?? [];
  const eligible = (await listExperts(tx)).filter((expert) => !serving.has(expert.id) && (asked.length === 0 || asked.some((one) => expert.specialties.includes(one))) && expertCanAssist(expert, input, occasionOf(task), profile).ok);
  if (eligible.length < input.number) return refuse('NO_ELIGIBLE_INSPECTOR', clause, { department: STRATUM, needed: input.number, eligible: eligible.length });
  const { certificate, frame } = drawLot(act, task, eligible, input.number, earlier.length + 1);
  const id = newId();
  await insertExpertDraw(tx, { id, teamId: team.id, taskId: task.id, frame, certificate: canonicalJson(certificate), certificateHash: certificate.certificateHash, drawnBy: act.identity.subject, drawnAt: act.now });
  recordChange(tx, { entity: 'ExpertDraw', entityId: id, before: null, after: { teamId: team.id, eligible: eligible.length, number: input.number, certificateHash: certificate.certificateHash } });
  const { intent, intentHash: hash, seed } = certificate;
  const terms = { ...publicTermsOf({ id, kind: 'INSPECTOR', departmentId: task.leadDepartmentId, intentHash: hash, attempt: intent.attempt }, task), frameRoot: intent.frameRoot, population: intent.frameCount, at: act.now.toISOString() };
  await appendEvent(tx, act, 'DrawIntended', { ...terms, toDraw: input.number, randomness: [...intent.randomness] });
  await appendEvent(tx, act, 'DrawCertified', { ...terms, certificateHash: certificate.certificateHash, algorithm: intent.algorithm, hash: intent.hash, seed, drawn: certificate.drawnCount });
  const drawn = new Set(certificate.strata.flatMap((stratum) => stratum.drawn.map(({ unitId }) => unitId)));
  await letAssist(tx, act, assisted.value, eligible.filter((expert) => drawn.has(expert.id)).map((expert) => assistantOf(team.id, expert, input, id)));
  return ok({ teamId: team.id });
}
