import { pgSchema, timestamp } from 'drizzle-orm/pg-core';

export const registry = pgSchema('registry');

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
