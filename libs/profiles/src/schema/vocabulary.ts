import { z } from 'zod';

/** Names that belong to a place, such as its platforms, channels, forms and item classes: data, never a variant that code branches on. */
export const code = z.string().regex(/^[A-Z][A-Z0-9_]*$/);
export const codes = z.array(code);
export const words = z.string().min(1);
/** Field names of the API; a dotted or `[]` path names a field inside another. */
export const fieldNames = z.array(z.string().regex(/^[a-zA-Z][a-zA-Z0-9.[\]]*$/));
export const count = z.int().positive();
/** A share between 0 and 1. */
export const share = z.number().min(0).max(1);
/** A day of any year, `MM-DD`. */
export const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const day = z.iso.date();
