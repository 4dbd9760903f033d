import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientRequest } from './load.ts';

/** Documents of `docs/queries` by how much of the platform one of them asks for. */
export const DOCUMENTS = { heavy: 'district-dashboard', middle: 'my-tasks', light: 'public-results-search' } as const;

export type DocumentName = keyof typeof DOCUMENTS;

export interface BenchDocument {
  readonly name: DocumentName;
  readonly requests: readonly ClientRequest[];
}

/** What the city has to be asked about. */
export interface Subjects {
  readonly coordinators: readonly string[];
  /** Tokens of inspectors who have something to do. */
  readonly inspectors: readonly string[];
  /** Divisions that have joint tasks. */
  readonly divisions: readonly string[];
  /** Of the city's year, which begins with 2026. */
  readonly results: readonly { readonly name: string }[];
}

interface Asked {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly token: string | undefined;
}

const DAY_MS = 86_400_000;
const NAME_LENGTHS = [4, 5, 6];
const BEFORE_ALL_RESULTS = Date.parse('2026-01-01');

const at = <T>(all: readonly T[], place: number): T => {
  const one = all[place % all.length];
  if (one === undefined) throw new Error('the city has nothing to ask about: its year was not told');
  return one;
};

/** Literal sizes of pages become variables: a page that is larger than what there is asks for no more, and is another request. */
const PAGES: Readonly<Record<DocumentName, readonly (readonly [from: string, to: string])[]>> = {
  heavy: [
    ['$year: Int! = 2026)', '$year: Int! = 2026, $departments: Int! = 20, $inspections: Int! = 10)'],
    ['departments(filter: { divisionCode: $division }, first: 20)', 'departments(filter: { divisionCode: $division }, first: $departments)'],
    ['inspections(first: 10)', 'inspections(first: $inspections)'],
  ],
  middle: [['query MyTasks {', 'query MyTasks($page: Int! = 20) {'], ['first: 20', 'first: $page']],
  light: [],
};

function queryOf(root: string, name: DocumentName): string {
  let text = readFileSync(join(root, `docs/queries/${DOCUMENTS[name]}.graphql`), 'utf8').replace(/^#.*\n/gm, '');
  for (const [from, to] of PAGES[name]) {
    if (!text.includes(from)) throw new Error(`${DOCUMENTS[name]}.graphql has no "${from}" any more: say in documents.ts what differs from request to request`);
    text = text.replace(from, to);
  }
  return text;
}

/** The n-th request of a document: no two below several thousand are alike, and each finds something. */
const ASKED: Readonly<Record<DocumentName, (subjects: Subjects, n: number) => Asked>> = {
  heavy: ({ divisions, coordinators }, n) => {
    const step = Math.floor(n / divisions.length);
    return { token: at(coordinators, n), variables: { division: at(divisions, n), year: 2026, departments: 20 + (step % 40), inspections: 10 + (Math.floor(step / 40) % 20) } };
  },
  middle: ({ inspectors }, n) => ({ token: at(inspectors, n), variables: { page: 20 + (Math.floor(n / inspectors.length) % 180) } }),
  light: ({ results }, n) => {
    const { name } = at(results, n);
    const length = at(NAME_LENGTHS, n);
    const start = Math.max(0, name.length - length - 3);
    return { token: undefined, variables: { name: name.slice(start, start + length), division: '500000', from: new Date(BEFORE_ALL_RESULTS - n * DAY_MS).toISOString().slice(0, 10) } };
  },
};

/** So many requests of each document, all different. */
export function benchDocuments(root: string, names: readonly DocumentName[], subjects: Subjects, count: number): BenchDocument[] {
  return names.map((name) => {
    const query = queryOf(root, name);
    const requests = Array.from({ length: count }, (_one, n): ClientRequest => {
      const { variables, token } = ASKED[name](subjects, n);
      return { body: JSON.stringify({ query, variables }), authorization: token === undefined ? undefined : `Bearer ${token}` };
    });
    return { name, requests };
  });
}
