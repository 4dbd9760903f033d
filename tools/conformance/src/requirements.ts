import { parseCsvObjects } from 'hucre';

/** One testable statement of the five regulations. */
export interface Requirement {
  readonly id: string;
  readonly regulation: string;
  readonly owner: string;
  readonly kind: string;
  readonly requirement: string;
}

const field = (row: Record<string, unknown>, name: string): string => {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`the list of statements has a row without ${name}`);
  return value;
};

export function parseRequirements(csv: string): Requirement[] {
  const { data } = parseCsvObjects(csv);
  const rows = data.map((row) => ({ id: field(row, 'id'), regulation: field(row, 'regulation'), owner: field(row, 'owner'), kind: field(row, 'kind'), requirement: field(row, 'requirement') }));
  const repeated = rows.find(({ id }, index) => rows.findIndex((row) => row.id === id) !== index);
  if (repeated !== undefined) throw new Error(`the list of statements has ${repeated.id} twice`);
  return rows;
}
