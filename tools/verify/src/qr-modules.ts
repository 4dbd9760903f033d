import { create } from 'qrcode';
import type { QrModules } from '@sortition/draw';

/** The QR code of a text, which still reads with a quarter of it smudged. */
export function qrModules(text: string): QrModules {
  const { size, data } = create(text, { errorCorrectionLevel: 'Q' }).modules;
  return { size, dark: data };
}
