import pg from 'pg';
import type { Identity } from '../identity.ts';

/**
 * The statement by which a transaction assumes an identity: row policies read these settings. They live as long as the transaction,
 * never as long as the pooled connection. Written out, so that it can travel in one message with `begin`.
 */
export function identitySettings({ subject, department, region, roles, uscc }: Identity): string {
  const settings = { subject, department: department ?? '', region: region ?? '', roles: roles.join(','), uscc: uscc ?? '' };
  return `select ${Object.entries(settings).map(([name, value]) => `set_config('app.${name}', ${literal(value)}, true)`).join(', ')}`;
}

function literal(value: string): string {
  if (value.includes('\0')) throw new Error('an identity contains a zero byte, which no text of PostgreSQL may');
  return pg.escapeLiteral(value);
}
