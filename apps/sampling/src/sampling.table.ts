import { pgSchema, timestamp } from 'drizzle-orm/pg-core';

export const sampling = pgSchema('sampling');

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
