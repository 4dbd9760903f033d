import { pgSchema, timestamp } from 'drizzle-orm/pg-core';

export const planning = pgSchema('planning');

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
