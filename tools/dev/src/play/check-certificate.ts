import { allPassed, verifyCertificateText, type Check } from '@sortition/draw';
import type { Player } from './player.ts';

const VERIFY = 'query VerifyDraw($id: ID!) { verifyDraw(id: $id) { identical checks { name passed messageZh messageEn } } }';

export interface DrawVerdict {
  /** The service ran the draw again and came to the same. */
  readonly identical: boolean;
  /** What certificate and frame show by themselves, without the platform. */
  readonly offline: readonly Check[];
  readonly valid: boolean;
  readonly certificate: string;
  readonly frame: Uint8Array;
}

/** A file of the draw as the public gets it at the front door, once every visit has ended. */
async function published(url: string, drawId: string, file: 'certificate' | 'frame'): Promise<Uint8Array> {
  const response = await fetch(new URL(`/draws/${drawId}/${file}`, url));
  if (!response.ok) throw new Error(`${file} of the draw: ${response.status} ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** CQ 3.2: the draw is run again by the service; and the public, who needs nobody for it, verifies it with the frozen population. */
export async function checkCertificate(player: Player, url: string, drawId: string): Promise<DrawVerdict> {
  const { verifyDraw } = await player.ask<{ verifyDraw: { identical: boolean } }>(null, VERIFY, { id: drawId });
  const certificate = new TextDecoder().decode(await published(url, drawId, 'certificate'));
  const frame = await published(url, drawId, 'frame');
  const offline = verifyCertificateText(certificate, { frame: [frame] });
  return { identical: verifyDraw.identical, offline, valid: verifyDraw.identical && allPassed(offline), certificate, frame };
}
