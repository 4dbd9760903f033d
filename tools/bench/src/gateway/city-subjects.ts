import pg from 'pg';
import type { Subjects } from './documents.ts';

export interface CityToAsk {
  readonly gatewayUrl: string;
  readonly issuerUrl: string;
  readonly registryUrl: string;
}

interface Accounts {
  readonly sub: string;
}

interface CityAnswers {
  readonly departments: { readonly nodes: readonly { readonly divisionCode: string }[]; readonly pageInfo: PageInfo };
  readonly tasks: { readonly totalCount: number };
  readonly myTasks: { readonly totalCount: number };
  readonly publicResults: { readonly nodes: readonly { readonly name: string }[]; readonly pageInfo: PageInfo };
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

type Ask = (query: string, variables: Readonly<Record<string, unknown>>, token?: string) => Promise<CityAnswers>;

const COORDINATORS = 8;
const INSPECTORS = 40;
const AT_ONCE = 8;
const RESULTS = 'query($after: String) { publicResults(divisionCode: "500000", first: 100, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }';
const DIVISIONS = 'query($after: String) { departments(first: 100, after: $after) { nodes { divisionCode } pageInfo { hasNextPage endCursor } } }';

const asking = (gatewayUrl: string): Ask => async (query, variables, token) => {
  const response = await fetch(`${gatewayUrl}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }) });
  const { data, errors }: { readonly data: CityAnswers; readonly errors?: unknown } = JSON.parse(await response.text());
  if (errors !== undefined) throw new Error(`the city does not answer: ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
};

async function everyPage<T>(ask: (after: string | null) => Promise<{ readonly nodes: readonly T[]; readonly pageInfo: PageInfo }>): Promise<T[]> {
  const all: T[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await ask(after);
    all.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

/** The first for whom it holds, some asked at a time. */
async function keep<T>(all: readonly T[], holds: (one: T) => Promise<boolean>, atMost = all.length): Promise<T[]> {
  const kept: T[] = [];
  for (let next = 0; next < all.length && kept.length < atMost; next += AT_ONCE) {
    const some = all.slice(next, next + AT_ONCE);
    const held = await Promise.all(some.map(holds));
    kept.push(...some.filter((_one, place) => held[place]));
  }
  return kept;
}

async function inspectorSubjects(registryUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: registryUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ subject: string }>("select subject from registry.inspector where subject is not null and state <> 'INACTIVE' order by subject");
    return rows.map(({ subject }) => subject);
  } finally {
    await client.end();
  }
}

/** Who and what in the city gives an answer that is not empty. */
export async function citySubjects({ gatewayUrl, issuerUrl, registryUrl }: CityToAsk): Promise<Subjects> {
  const ask = asking(gatewayUrl);
  const tokenOf = async (sub: string): Promise<string> => (await fetch(`${issuerUrl}/token?account=${sub}`)).text();
  const accounts: readonly Accounts[] = JSON.parse(await (await fetch(`${issuerUrl}/accounts`)).text());
  const coordinators = await Promise.all(accounts.filter(({ sub }) => sub.startsWith('coordinator.')).slice(0, COORDINATORS).map(({ sub }) => tokenOf(sub)));
  const [coordinator = ''] = coordinators;
  const departments = await everyPage(async (after) => (await ask(DIVISIONS, { after })).departments);
  const divisions = await keep([...new Set(departments.map(({ divisionCode }) => divisionCode))].sort(), async (division) => (await ask('query($division: String!) { tasks(filter: { divisionCode: $division }) { totalCount } }', { division }, coordinator)).tasks.totalCount > 0);
  const busy = await keep(await inspectorSubjects(registryUrl), async (sub) => (await ask('{ myTasks(filter: OPEN) { totalCount } }', {}, await tokenOf(sub))).myTasks.totalCount > 0, INSPECTORS);
  const inspectors = await Promise.all(busy.map(tokenOf));
  const results = await everyPage(async (after) => (await ask(RESULTS, { after })).publicResults);
  return { coordinators, inspectors, divisions, results };
}
