const SPECIAL = /["\\]/;

/** An array of texts as PostgreSQL reads it: one parameter for any number of values. */
export const textArray = (values: readonly string[]): string => (values.length === 0 ? '{}' : `{"${values.map(escaped).join('","')}"}`);

const escaped = (value: string): string => (SPECIAL.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value);
