import { char, pgSchema, timestamp } from 'drizzle-orm/pg-core';

export const inspectionSchema = pgSchema('inspection');

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Division of the object: first in the key of every table that grows with the country, so that it can be partitioned by place. */
export const region = () => char('region', { length: 6 }).notNull();
