/** A header that Node may give as a list, read as the first of them. */
export const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
