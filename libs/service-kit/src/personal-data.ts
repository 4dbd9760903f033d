import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts citizen ids and phones at rest. A sealed value is `v1.<nonce>.<ciphertext+tag>`; equal values do not look equal. */
export interface PersonalData {
  seal(value: string): string;
  open(sealed: string): string;
  /** A keyed fingerprint, for a unique index over values that are stored encrypted. */
  fingerprint(value: string): string;
}

export function openPersonalData(keyBase64url: string): PersonalData {
  const master = Buffer.from(keyBase64url, 'base64url');
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', master, '', purpose, 32));
  const sealing = derive('sortition personal data sealing');
  const printing = derive('sortition personal data fingerprint');
  return {
    seal: (value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
    },
    open: (text) => {
      const [version, nonce, sealed] = text.split('.');
      if (version !== 'v1' || nonce === undefined || sealed === undefined) throw new Error('not a sealed value');
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, Buffer.from(nonce, 'base64url'));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
    },
    fingerprint: (value) => createHmac('sha256', printing).update(value).digest('base64url'),
  };
}
