/** Business time is an argument: services pass their clock, tests pass a fixed one. */
export type Clock = () => Date;

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string & { readonly __brand?: 'Day' };

const SHANGHAI_OFFSET_MS = 8 * 3_600_000; // China has had no daylight saving since 1991

/** The day in Asia/Shanghai on which an instant falls. */
export const dayOf = (instant: Date): Day => new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** The instant at which a day begins in Asia/Shanghai. */
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00+08:00`);
