/** One measured line: what, how much, in which unit, and beside what. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}

export interface Report {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** The same for machines; names in camelCase. */
  readonly json: Readonly<Record<string, unknown>>;
}

const print = (value: number): string => (Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(3)).toString());

/** A table for people. */
export function tableOf({ title, figures }: Report): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const numbers = figures.map(({ value }) => print(value));
  const numberWidth = Math.max(...numbers.map(({ length }) => length));
  const lines = figures.map(({ name, unit, note }, i) => `  ${name.padEnd(width)}  ${(numbers[i] ?? '').padStart(numberWidth)} ${unit}${note === undefined ? '' : `   ${note}`}`);
  return [title, ...lines].join('\n');
}
