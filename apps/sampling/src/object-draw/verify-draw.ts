import { FrameVerifier, allPassed, verifyCertificate, type Check, type DrawCertificate } from '@sortition/draw';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { findCircumstancesByIds } from '../circumstance/circumstance.store.ts';
import { findInspectorDrawsByIds } from '../inspector-draw/inspector-draw.store.ts';
import { frameBytes } from '../frame/frame.store.ts';
import { findExpertDraw } from '../team/team.store.ts';
import { findObjectDrawsByIds } from './object-draw.store.ts';
import { nativeSha256 } from '../frame/native-sha256.ts';

export interface DrawVerdict {
  /** False of an imported list: nothing of it was drawn here, and nothing can be verified. */
  readonly verifiable: boolean;
  readonly identical: boolean;
  readonly checks: readonly Check[];
}

const verdictOf = (checks: readonly Check[]): DrawVerdict => ({ verifiable: true, identical: allPassed(checks), checks });

/** Runs a draw again from its seed and its frozen population, and compares. CQ 3.2. */
export async function verifyDraw(tx: Tx, id: string): Promise<Outcome<DrawVerdict>> {
  const [draw] = await findObjectDrawsByIds(tx, [id]);
  if (draw !== undefined) {
    if (draw.platform !== null) return ok({ verifiable: false, identical: false, checks: [] });
    if (draw.certificate === null) return refuse('DRAW_MISSING', null, { drawId: id });
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    const checks = verifyCertificate(certificate, { hashers: () => nativeSha256 });
    const verifier = new FrameVerifier(certificate, nativeSha256);
    for await (const lines of frameBytes(tx, id)) verifier.addBytes(lines);
    return ok(verdictOf([...checks, ...verifier.finish()]));
  }
  const [circumstances] = await findCircumstancesByIds(tx, [id]);
  if (circumstances !== undefined) {
    if (circumstances.certificate === null || circumstances.frame === null) return refuse('DRAW_MISSING', null, { drawId: id });
    return ok(verdictOf(verifyCertificate(JSON.parse(circumstances.certificate), { frame: circumstances.frame.split('\n').filter((line) => line !== ''), hashers: () => nativeSha256 })));
  }
  const [inspectors] = await findInspectorDrawsByIds(tx, [id]);
  if (inspectors === undefined) return verifyExpertDraw(tx, id);
  if (inspectors.certificate === null) return refuse('DRAW_MISSING', null, { drawId: id });
  return ok(verdictOf(verifyCertificate(JSON.parse(inspectors.certificate), { hashers: () => nativeSha256 })));
}

async function verifyExpertDraw(tx: Tx, id: string): Promise<Outcome<DrawVerdict>> {
  const draw = await findExpertDraw(tx, id);
  if (draw === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id });
  return ok(verdictOf(verifyCertificate(JSON.parse(draw.certificate), { frame: draw.frame.split('\n').filter((line) => line !== ''), hashers: () => nativeSha256 })));
}
