import type { DrawCertificate } from '../certificate.ts';
import type { InspectorCertificate } from '../inspector-certificate.ts';
import { html, Html } from './html.ts';

/** The receipt of the public log, as far as it is printed. */
export interface PrintedReceipt {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly entry: string;
  readonly checkpoint: string;
  readonly proof: readonly string[];
}

/** The dark modules of a QR code, row after row, as any encoder gives them. */
export interface QrModules {
  readonly size: number;
  readonly dark: ArrayLike<number | boolean>;
}

const QUIET = 4; // modules of white around the code, ISO/IEC 18004

/** What the QR code of a printed certificate says: which draw it is, so that paper and file can be compared. */
export const qrTextOf = ({ certificateHash, intentHash }: DrawCertificate | InspectorCertificate, receipt: PrintedReceipt | null): string =>
  ['sortition/qr/v1', `certificate=${certificateHash}`, `intent=${intentHash}`, `log=${receipt === null ? 'none' : `${receipt.index}@${receipt.origin}`}`].join('\n');

/** The code as a drawing. */
export function qrDrawing({ size, dark }: QrModules): Html {
  const squares = Array.from({ length: size * size }, (_, i) => (dark[i] ? `M${(i % size) + QUIET} ${Math.floor(i / size) + QUIET}h1v1h-1z` : '')).join('');
  const side = size + 2 * QUIET;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares}"/></svg>`;
}
