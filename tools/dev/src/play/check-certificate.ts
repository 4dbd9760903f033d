import { allPassed, verifyCertificateText, type Check } from '@sortition/draw';
import type { Player } from './player.ts';
import type { Account } from '../issuer/accounts.ts';

const CERTIFICATE = 'query CertificateOfDraw($id: ID!) { objectDraw(id: $id) { certificate certificateHash } }';
const VERIFY = 'query VerifyDraw($id: ID!) { verifyDraw(id: $id) { identical checks { name passed messageZh messageEn } } }';

export interface DrawVerdict {
  /** The service ran the draw again and came to the same. */
  readonly identical: boolean;
  /** What the certificate shows by itself, without the platform. */
  readonly offline: readonly Check[];
  readonly valid: boolean;
  readonly certificate: string;
}

/** CQ 3.2: the draw is run again by the service, and its certificate is checked without it. */
export async function checkCertificate(player: Player, by: Account, drawId: string): Promise<DrawVerdict> {
  const { objectDraw } = await player.ask<{ objectDraw: { certificate: string } }>(by, CERTIFICATE, { id: drawId });
  const { verifyDraw } = await player.ask<{ verifyDraw: { identical: boolean } }>(null, VERIFY, { id: drawId });
  const offline = verifyCertificateText(objectDraw.certificate);
  return { identical: verifyDraw.identical, offline, valid: verifyDraw.identical && allPassed(offline), certificate: objectDraw.certificate };
}
