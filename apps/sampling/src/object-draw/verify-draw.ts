import { FrameVerifier, allPassed, verifyCertificate, type Check, type DrawCertificate } from '@sortition/draw';
import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { findInspectorDrawsByIds } from '../inspector-draw/inspector-draw.store.ts';
import { frameLines } from '../frame/frame.store.ts';
import { findObjectDrawsByIds } from './object-draw.store.ts';
import { nativeSha256 } from '../frame/native-sha256.ts';

export interface DrawVerdict {
  readonly identical: boolean;
  readonly checks: readonly Check[];
}

const verdictOf = (checks: readonly Check[]): DrawVerdict => ({ identical: allPassed(checks), checks });

/** Runs a draw again from its seed and its frozen population, and compares. CQ 3.2. */
export async function verifyDraw(tx: Tx, id: string): Promise<Outcome<DrawVerdict>> {
  const [draw] = await findObjectDrawsByIds(tx, [id]);
  if (draw !== undefined) {
    if (draw.certificate === null) return refuse('DRAW_MISSING', null, { drawId: id });
    const certificate: DrawCertificate = JSON.parse(draw.certificate);
    const checks = verifyCertificate(certificate, { hashers: () => nativeSha256 });
    const verifier = new FrameVerifier(certificate, nativeSha256);
    for await (const line of frameLines(tx, id)) verifier.add(line);
    return ok(verdictOf([...checks, ...verifier.finish()]));
  }
  const [inspectors] = await findInspectorDrawsByIds(tx, [id]);
  if (inspectors === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectDraw', id });
  if (inspectors.certificate === null) return refuse('DRAW_MISSING', null, { drawId: id });
  return ok(verdictOf(verifyCertificate(JSON.parse(inspectors.certificate), { hashers: () => nativeSha256 })));
}
