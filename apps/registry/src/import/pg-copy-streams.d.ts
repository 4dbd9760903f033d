declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** A stream into `copy … from stdin`; give it to `client.query`. */
  export function from(text: string): Writable & Submittable;
}
