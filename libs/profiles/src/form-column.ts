import type { FormColumn } from './schema/form.schema.ts';

/** A column that must be filled. */
export const required = (field: string, zh: string): FormColumn => ({ field, zh, required: true, parts: [] });

/** A column that may stay empty. */
export const optional = (field: string, zh: string): FormColumn => ({ field, zh, required: false, parts: [] });

/** A column split into sub-columns under a common header; each part must be filled. */
export const split = (field: string, zh: string, parts: readonly (readonly [field: string, zh: string])[]): FormColumn => ({
  field, zh, required: true, parts: parts.map(([part, header]) => ({ field: part, zh: header, required: true })),
});
