import { isPlainText } from './plain-text.ts';

/** The exact form of a JSON value: every field named, none besides. `fault` is the path of the first thing that differs. */
export interface Shape<T> {
  readonly fault: (value: unknown, path: string) => string | null;
  readonly example?: T;
}

/** True when a value that came from outside has exactly this shape. */
export const hasShape = <T>(shape: Shape<T>, value: unknown): value is T => shape.fault(value, '') === null;

const where =
  <T>(holds: (value: unknown) => boolean): Shape<T> => ({ fault: (value, path) => (holds(value) ? null : path) });

export const text: Shape<string> = where((value) => typeof value === 'string' && value !== '' && isPlainText(value));
export const textLike = (pattern: RegExp): Shape<string> => where((value) => typeof value === 'string' && pattern.test(value));
export const boolean: Shape<boolean> = where((value) => typeof value === 'boolean');
export const integer = (least: number): Shape<number> => where((value) => Number.isSafeInteger(value) && Number(value) >= least && !Object.is(value, -0));
export const oneOf = <const T extends string>(...values: readonly T[]): Shape<T> => where((value) => values.some((one) => one === value));

export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({ fault: (value, path) => (value === null ? null : shape.fault(value, path)) });
export const either = <A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> => ({ fault: (value, path) => (a.fault(value, path) === null ? null : b.fault(value, path)) });

export const listOf = <T>(shape: Shape<T>): Shape<readonly T[]> => ({
  fault: (value, path) => {
    if (!Array.isArray(value)) return path;
    for (const [i, item] of value.entries()) {
      const fault = shape.fault(item, `${path}[${i}]`);
      if (fault !== null) return fault;
    }
    return null;
  },
});

type Fields = Readonly<Record<string, Shape<unknown>>>;

export const record = <F extends Fields>(fields: F): Shape<{ readonly [K in keyof F]: F[K] extends Shape<infer T> ? T : never }> => ({
  fault: (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
    const entries = new Map<string, unknown>(Object.entries(value));
    for (const [key, shape] of Object.entries(fields)) {
      const fault = entries.has(key) ? shape.fault(entries.get(key), `${path}.${key}`) : `${path}.${key}`;
      if (fault !== null) return fault;
    }
    const surplus = [...entries.keys()].find((key) => !Object.hasOwn(fields, key));
    return surplus === undefined ? null : `${path}.${surplus}`;
  },
});
