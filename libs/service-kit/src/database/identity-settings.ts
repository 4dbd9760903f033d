import pg from 'pg';
import type { Identity } from '../identity.ts';

/**
 * The statements by which a transaction assumes an identity: row policies read these settings. They live as long as the transaction,
 * never as long as the pooled connection. Written out, so that they can travel in one message with `begin`; `set_config` would be
 * planned and run as a query each time.
 */
export function identitySettings({ subject, department, region, roles, uscc }: Identity): string {
  const settings = { subject, department: department ?? '', region: region ?? '', roles: roles.join(','), uscc: uscc ?? '' };
  return Object.entries(settings).map(([name, value]) => `set local app.${name} = ${literal(value)}`).join('; ');
}

function literal(value: string): string {
  if (value.includes('\0')) throw new Error('an identity contains a zero byte, which no text of PostgreSQL may');
  return pg.escapeLiteral(value);
}
