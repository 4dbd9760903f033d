import { expect, it } from 'vitest';
import { sharedOperations, type PublicRequest } from './shared-operation.ts';

const SDL = `
directive @join__type(graph: join__Graph!) repeatable on OBJECT
enum join__Graph { A @join__graph(name: "a", url: "") }
type Query @join__type(graph: A) { open(text: String, deep: Deep): String @public @cacheControl(maxAge: 60) guarded: String @auth @cacheControl(maxAge: 60) }
input Deep { a: Int b: Int }
`;

const operations = sharedOperations(SDL);
const TEXT = 'query A($text: String, $deep: Deep) { open(text: $text, deep: $deep) } query B { guarded }';
const asked = (changes: Partial<PublicRequest> = {}): PublicRequest => ({ document: { id: undefined, text: TEXT, node: undefined }, operationName: 'A', variables: {}, accept: '*/*', ...changes });
const keyOf = (changes: Partial<PublicRequest> = {}, of = operations): string | undefined => of.find(asked(changes))?.key;

it('has a key of its own for everything on which an answer depends', () => {
  const variants: Partial<PublicRequest>[] = [
    {}, { variables: { text: 'a' } }, { variables: { text: null } }, { variables: { text: '1' } }, { variables: { deep: { a: 1 } } }, { variables: { deep: { a: 1, b: null } } },
    { accept: 'application/json' }, { document: { id: 'sha256:1', text: TEXT, node: undefined } }, { document: { id: undefined, text: `${TEXT} `, node: undefined } },
  ];
  const keys = variants.map((changes) => keyOf(changes));
  expect(keys).not.toContain(undefined);
  expect(new Set([...keys, keyOf({}, sharedOperations(`${SDL} type Later { a: Int }`))]).size).toBe(variants.length + 1);
});

it('has the same key for what makes no difference', () => {
  expect(keyOf({ variables: { deep: { b: 2, a: 1 }, text: 'a' } })).toBe(keyOf({ variables: { text: 'a', deep: { a: 1, b: 2 } } }));
  expect(keyOf({ variables: { other: 1 } })).toBe(keyOf({ variables: null }));
});

it('shares nothing that is guarded, wrong, or asked for in a way that nobody asks', () => {
  for (const changes of [{ operationName: 'B' }, { operationName: 'C' }, { operationName: undefined }, { operationName: 'A B' }, { accept: 'x'.repeat(201) }, { document: { id: undefined, text: '{ open', node: undefined } }]) expect(keyOf(changes)).toBeUndefined();
  expect(keyOf()).toBeDefined();
});

it('knows types, and root fields by their coordinate', () => {
  expect(['Query', 'Query.open', 'Query.closed', 'Nothing'].map((name) => operations.knows(name))).toEqual([true, true, false, false]);
});
