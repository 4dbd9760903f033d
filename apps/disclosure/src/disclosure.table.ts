import { char, pgSchema, timestamp } from 'drizzle-orm/pg-core';

export const disclosure = pgSchema('disclosure');

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Division first in the key of every table that grows with the country, so that it can be partitioned by place. */
export const division = (name: string) => char(name, { length: 6 });
