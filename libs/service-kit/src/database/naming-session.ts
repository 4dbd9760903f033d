import { createHash } from 'node:crypto';
import type { Query } from 'drizzle-orm';
import { NodePgSession } from 'drizzle-orm/node-postgres';
import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';

type Arguments = Parameters<NodePgSession<Record<string, never>, Record<string, never>>['prepareQuery']>;

const MOST_NAMED = 200; // of a process, and so of each of its connections
const OTHER_FOR_EACH_NUMBER = / in \(\$\d+,/;
const names = new Map<string, string>();

/**
 * A name by which a text is known to the database. It follows from the text: behind a pooler two processes share a connection, and
 * must not mean different things by one name. None where the text is another one for each number of values, or where there are too many.
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === MOST_NAMED || OTHER_FOR_EACH_NUMBER.test(text)) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * Statements keep their names, so that the database parses each of them once per connection, and plans it once where no plan for
 * certain values would cost less.
 */
export class NamingSession extends NodePgSession<Record<string, never>, Record<string, never>> {
  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query, fields: Arguments[1], _name: string | undefined, isResponseInArrayMode: boolean, customResultMapper?: (rows: unknown[][]) => T['execute'], queryMetadata?: Arguments[5], cacheConfig?: Arguments[6],
  ): PgPreparedQuery<T> {
    return super.prepareQuery<T>(query, fields, nameOf(query.sql), isResponseInArrayMode, customResultMapper, queryMetadata, cacheConfig);
  }
}
