import { isPlainText } from './plain-text.ts';

/** The exact form of a JSON value: every field named, none besides. `fault` is the path, from the value on, of the first thing that differs. */
export interface Shape<T> {
  readonly fault: (value: unknown) => string | null;
  readonly example?: T;
}

/** True when a value that came from outside has exactly this shape. */
export const hasShape = <T>(shape: Shape<T>, value: unknown): value is T => shape.fault(value) === null;

const where =
  <T>(holds: (value: unknown) => boolean): Shape<T> => ({ fault: (value) => (holds(value) ? null : '') });

export const text: Shape<string> = where((value) => typeof value === 'string' && value !== '' && isPlainText(value));
export const textLike = (pattern: RegExp): Shape<string> => where((value) => typeof value === 'string' && pattern.test(value));
export const boolean: Shape<boolean> = where((value) => typeof value === 'boolean');
export const integer = (least: number): Shape<number> => where((value) => Number.isSafeInteger(value) && Number(value) >= least && !Object.is(value, -0));
export const oneOf = <const T extends string>(...values: readonly T[]): Shape<T> => where((value) => values.some((one) => one === value));

export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({ fault: (value) => (value === null ? null : shape.fault(value)) });
export const either = <A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> => ({ fault: (value) => (a.fault(value) === null ? null : b.fault(value)) });

export const listOf = <T>(shape: Shape<T>): Shape<readonly T[]> => ({
  fault: (value) => {
    if (!Array.isArray(value)) return '';
    for (const [i, item] of value.entries()) {
      const fault = shape.fault(item);
      if (fault !== null) return `[${i}]${fault}`;
    }
    return null;
  },
});

type Fields = Readonly<Record<string, Shape<unknown>>>;

export const record = <F extends Fields>(fields: F): Shape<{ readonly [K in keyof F]: F[K] extends Shape<infer T> ? T : never }> => {
  const shapes = Object.entries(fields);
  return {
    fault: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
      const keys = Object.keys(value);
      for (const [key, shape] of shapes) {
        const fault = keys.includes(key) ? shape.fault(Reflect.get(value, key)) : '';
        if (fault !== null) return `.${key}${fault}`;
      }
      const surplus = keys.find((key) => !Object.hasOwn(fields, key));
      return surplus === undefined ? null : `.${surplus}`;
    },
  };
};
