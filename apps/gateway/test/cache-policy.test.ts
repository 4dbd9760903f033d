import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { buildASTSchema, getNullableType, isEnumType, isInterfaceType, isListType, isObjectType, parse, TypeInfo, validate, visit, visitWithTypeInfo, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { cacheHints } from '../src/caching/cache-hints.ts';
import { cachePolicy } from '../src/caching/cache-policy.ts';
import { typesChangedBy } from '../src/caching/told-changes.ts';
import { chance } from './equivalence/chance.ts';
import { randomDocument } from './fixtures/random-document.ts';

const SMALL = `
directive @join__type(graph: join__Graph!) repeatable on OBJECT | INTERFACE
directive @join__field(graph: join__Graph, requires: String, external: Boolean) repeatable on FIELD_DEFINITION
enum join__Graph { A @join__graph(name: "a", url: "") B @join__graph(name: "b", url: "") C @join__graph(name: "c", url: "") }
type Query @join__type(graph: A) @join__type(graph: B) {
  bare: Thing @join__field(graph: A) @public
  aged(id: ID, page: Int): Thing @join__field(graph: A) @public @cacheControl(maxAge: 60)
  shorter: Thing @join__field(graph: A) @public @cacheControl(maxAge: 20)
  word: String @join__field(graph: A) @public
  agedWord: String @join__field(graph: A) @public @cacheControl(maxAge: 9)
  guarded: Thing @join__field(graph: A) @auth @cacheControl(maxAge: 60)
  both: Thing @join__field(graph: A) @auth @public @cacheControl(maxAge: 60)
  own: Thing @join__field(graph: A) @public @cacheControl(maxAge: 60, scope: PRIVATE)
  thirty: Thirty @join__field(graph: A) @public
  page: ThingPage @join__field(graph: A) @public @cacheControl(maxAge: 60)
  node: Node @join__field(graph: B) @public @cacheControl(maxAge: 60)
}
interface Node @join__type(graph: B) { text: String }
type Thing implements Node @join__type(graph: A) @join__type(graph: B) @public {
  id: ID!
  text: String @join__field(graph: A)
  short: String @join__field(graph: A) @cacheControl(maxAge: 5)
  never: String @join__field(graph: A) @cacheControl(maxAge: 0)
  other: Thing @join__field(graph: A)
  parent: Thing @join__field(graph: A) @cacheControl(inheritMaxAge: true)
  thirty: Thirty @join__field(graph: B) @cacheControl(inheritMaxAge: true)
  ten: Thirty @join__field(graph: B) @cacheControl(maxAge: 10)
  secret: String @join__field(graph: A) @auth
  made: String @join__field(graph: B, requires: "text") @join__field(graph: A, external: true)
}
type Thirty implements Node @join__type(graph: B) @join__type(graph: C) @public @cacheControl(maxAge: 30) { text: String @join__field(graph: B) far: String @join__field(graph: C) }
type ThingPage @join__type(graph: A) @public @cacheControl(inheritMaxAge: true) { nodes: [Thing!]! @cacheControl(inheritMaxAge: true) total: Int! }
type Hidden implements Node @join__type(graph: B) @auth { text: String }
type Mutation @join__type(graph: A) { save: Thing @join__field(graph: A) @public @cacheControl(maxAge: 60) }
`;
const WITHOUT_HIDDEN = SMALL.replace('type Hidden implements Node', 'type Hidden');

const policyOf = (document: string, sdl = SMALL, name?: string) => cachePolicy(cacheHints(sdl), parse(document), name);
const ageOf = (document: string, sdl = SMALL): number | undefined => policyOf(document, sdl)?.maxAge;

describe('the policy of an operation', () => {
  it.each<[string, number | undefined, string]>([
    ['{ aged { id text } }', 60, 'scalars are as old as their parent'],
    ['{ aged { id } shorter { id } }', 20, 'the least of all fields'],
    ['{ aged { short } }', 5, 'a scalar may say less'],
    ['{ a: aged { b: short } }', 5, 'aliases change nothing'],
    ['{ bare { id } }', undefined, 'an object without a hint is not kept'],
    ['{ word }', undefined, 'nor is a root field'],
    ['{ agedWord }', 9, 'unless it says so'],
    ['{ aged { other { id } } }', undefined, 'nor an object deep inside'],
    ['{ aged { parent { id } } }', 60, 'unless it inherits'],
    ['{ aged { never } }', undefined, 'and 0 is never'],
    ['{ thirty { text } }', 30, 'a type speaks for fields that return it'],
    ['{ aged { thirty { text } } }', 30, 'also where the field inherits'],
    ['{ aged { ten { text } } }', 10, 'and the field has the last word'],
    ['{ page { total nodes { id } } }', 60, 'a page inherits'],
    ['{ guarded { id } }', undefined, '@auth is never for all'],
    ['{ both { id } }', undefined, 'not even beside @public'],
    ['{ own { id } }', undefined, 'PRIVATE is not for all'],
    ['{ aged { id } own { id } }', undefined, 'one private field is enough'],
    ['{ aged { secret } }', undefined, 'a guarded field in a public type'],
    ['{ aged { ...F } } fragment F on Thing { secret }', undefined, 'also in a fragment'],
    ['{ aged { ... on Thing { ... { secret } } } }', undefined, 'however it is wrapped'],
    ['{ aged { id secret @include(if: false) } }', undefined, 'whatever the conditions'],
    ['{ aged { id ...F } } fragment F on Thing { short }', 5, 'fragments count'],
    ['mutation { save { id } }', undefined, 'an act is never kept'],
    ['{ __typename }', undefined, 'nothing was asked'],
    ['{ aged { __typename } }', 60, 'a type name is as its parent'],
    ['{ __schema { types { name } } }', undefined, 'the schema is not data'],
    ['{ aged { id } __type(name: "A") { name } }', undefined, 'nor beside data'],
    ['{ missing }', undefined, 'what is not there'],
    ['{ aged { missing } }', undefined, 'what is not there, deeper'],
    ['{ aged { ...Missing } }', undefined, 'a fragment that is not there'],
    ['{ node { text } }', undefined, 'an interface is as guarded as the strictest of its types'],
    ['query A { aged { id } } query B { guarded { id } }', undefined, 'which operation is not said'],
  ])('%s → %s: %s', (document, maxAge) => {
    expect(ageOf(document)).toBe(maxAge);
  });

  it('takes an interface whose types are all open for the shortest of them', () => {
    expect(ageOf('{ node { text } }', WITHOUT_HIDDEN)).toBe(60);
  });

  it('is that of the operation that is asked for', () => {
    const two = 'query A { aged { id } } query B { guarded { id } }';
    expect([policyOf(two, SMALL, 'A')?.maxAge, policyOf(two, SMALL, 'B'), policyOf(two, SMALL, 'C')]).toEqual([60, undefined, undefined]);
  });

  it('names what the answer is made of, who answers, and on which variables it depends', () => {
    expect(policyOf('query Q($b: ID, $a: Int) { aged(id: $b, page: $a) { id text } }')).toEqual({ operationName: 'Q', maxAge: 60, tags: ['Query.aged', 'Thing', 'service:a'], services: ['a'], variables: ['a', 'b'] });
    expect(policyOf('{ page { total } }')?.tags).toEqual(['Query.page', 'ThingPage', 'Thing', 'service:a']);
    expect(policyOf('{ aged { thirty { far } } }')?.services, 'whoever must be asked on the way').toEqual(['a', 'b', 'c']);
    expect(policyOf('{ aged { made } }')?.services, 'and whoever gives what it is made of').toEqual(['a', 'b']);
  });

  it('is found in time that grows with the document, however its fragments multiply', () => {
    const bomb = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Thing { parent { ...F${n + 1} } again: parent { ...F${n + 1} } }`).join(' ');
    expect(ageOf(`{ aged { ...F0 } } ${bomb} fragment F40 on Thing { id }`)).toBe(60);
  });
});

const SUPERGRAPH = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
const schema: GraphQLSchema = buildASTSchema(parse(SUPERGRAPH), { assumeValid: true, assumeValidSDL: true });
const hints = cacheHints(SUPERGRAPH);

/** Written anew and simply, to be compared with. */
function hasGuardedField(document: string): boolean {
  const types = new TypeInfo(schema);
  let guarded = false;
  visit(parse(document), visitWithTypeInfo(types, {
    Field: () => {
      const [field, parent] = [types.getFieldDef(), types.getParentType()];
      if (field?.name.startsWith('__')) return;
      const on = (node: { readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined } | null | undefined, name: string): boolean => node?.directives?.some((directive) => directive.name.value === name) ?? false;
      const ofField = on(field?.astNode, 'public') || on(field?.astNode, 'auth');
      const node = ofField ? field?.astNode : parent?.astNode;
      if (!on(node, 'public') || on(node, 'auth')) guarded = true;
    },
  }));
  return guarded;
}

const isPublicRoot = (coordinate: string): boolean => !coordinate.startsWith('Query.') || !hasGuardedField(`{ ${coordinate.slice('Query.'.length)} }`);

interface Played {
  readonly documents: number;
  readonly kept: number;
  /** Documents with a guarded field that would be kept for everybody. */
  readonly leaks: readonly string[];
}

function play(found: typeof hints, count: number, seed: string): Played {
  const leaks: string[] = [];
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const document = randomDocument(schema, chance(`${seed} ${index}`), index % 4 === 0 ? () => true : isPublicRoot);
    if (cachePolicy(found, parse(document), undefined) === undefined) continue;
    kept += 1;
    if (hasGuardedField(document)) leaks.push(document);
  }
  return { documents: count, kept, leaks };
}

describe('over the supergraph', () => {
  it('no document with a field that is not @public is ever kept', () => {
    const { kept, leaks } = play(hints, 3_000, 'guarded');
    expect(leaks).toEqual([]);
    expect(kept, 'or nothing was tried').toBeGreaterThan(100);
  });

  it('and a policy that does not heed @auth would be caught', () => {
    const heedless = cacheHints(SUPERGRAPH.replaceAll(/@auth(\([^)]*\))?/g, '@public').replaceAll(/^( {2}\w+(?:\([^)]*\))?: [^@\n]+)(@join__field[^@\n]*)?@public(?! @cacheControl)/gm, '$1$2@public @cacheControl(maxAge: 60)'));
    expect(play(heedless, 3_000, 'guarded').leaks.length).toBeGreaterThan(20);
  });

  it('an age is what Apollo reckons when it runs the operation', async () => {
    await using server = { apollo: new ApolloServer({ schema: filled(), plugins: [ApolloServerPluginCacheControl()] }), [Symbol.asyncDispose]: () => server.apollo.stop() };
    let compared = 0;
    for (let index = 0; index < 800; index += 1) {
      const document = randomDocument(schema, chance(`apollo ${index}`), isPublicRoot);
      if (hasGuardedField(document)) continue;
      expect(validate(schema, parse(document)), document).toEqual([]);
      const { http, body } = await server.apollo.executeOperation({ query: document });
      if (body.kind === 'single' && body.singleResult.errors !== undefined) throw new Error(`${document}: ${JSON.stringify(body.singleResult.errors)}`);
      const age = cachePolicy(hints, parse(document), undefined)?.maxAge;
      expect(http.headers.get('cache-control'), document).toBe(age === undefined ? 'no-store' : `max-age=${age}, public`);
      if (age !== undefined) compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  }, 60_000);
});

/** The supergraph with one of everything in it. */
function filled(): GraphQLSchema {
  const whole = buildASTSchema(parse(SUPERGRAPH), { assumeValid: true, assumeValidSDL: true });
  const valueOf = (type: GraphQLOutputType): unknown => {
    const plain = getNullableType(type);
    if (isListType(plain)) return [valueOf(plain.ofType)];
    if (isObjectType(plain) || isInterfaceType(plain)) return {};
    if (isEnumType(plain)) return plain.getValues()[0]?.value;
    return 1;
  };
  for (const type of Object.values(whole.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = () => valueOf(field.type);
  }
  return whole;
}

describe('whatever is kept is told of when it changes', () => {
  /** Types that nothing can change: proofs about entries that were numbered, and rules that a release ships. */
  const UNCHANGING = ['LogInclusionProof', 'LogConsistencyProof', 'Profile', 'ProfileParameter'];

  const apps = fileURLToPath(new URL('../..', import.meta.url));
  const told = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'].flatMap((service) => {
    const folder = join(apps, service, 'migrations');
    return readdirSync(folder).filter((file) => file.endsWith('.sql')).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/execute function kit\.tell_public_change\(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim().replaceAll("'", ''))));
  });
  const byEvent = typesChangedBy({ type: 'RandomnessAudited', changed: null }, () => true) ?? [];

  it('by triggers that name types which the supergraph has', () => {
    expect(told.length).toBeGreaterThan(10);
    for (const name of told) expect(schema.getType(name), name).toBeDefined();
  });

  it('so that every root field whose answers are kept has one that tells', () => {
    const telling = new Set([...told, ...byEvent, ...UNCHANGING]);
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).map(({ name }) => name);
    const kept = roots.flatMap((name) => {
      const hint = hints.field('Query', name);
      return hint?.open === true && hint.maxAge !== 0 ? [hint] : [];
    });
    expect(kept.length).toBeGreaterThan(14);
    for (const { type } of kept) expect(telling.has(hints.listedIn(type) ?? type), type).toBe(true);
  });
});
