import fc from 'fast-check';
import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentFacts } from './document-facts.ts';

const facts = (source: string) => documentFacts(parse(source));

describe('document facts', () => {
  it.each([
    ['{ a }', { depth: 1, fields: 1, aliases: 0, directives: 0 }],
    ['{ a { b { c } } d }', { depth: 3, fields: 4 }],
    ['{ a { ... on T { b } } }', { depth: 2, fields: 2 }],
    ['{ x: a { ...f } y: a { ...f } } fragment f on T { z: b @skip(if: true) }', { depth: 2, fields: 4, aliases: 4, directives: 2 }],
    ['query @a { a @b ... @c { d } }', { directives: 3 }],
    ['{ __schema { types { fields { type { name } } } } }', { depth: 1 }],
    ['fragment f on T { a { ...f } } { a { ...f } }', { depth: 2 }],
  ])('%s', (source, expected) => {
    expect(facts(source)).toMatchObject(expected);
  });

  it('tells the root fields of each operation, also those in fragments', () => {
    expect(facts('mutation A { a ...f ... { b } ...f } query B { c } fragment f on Mutation { d e }').operations).toEqual([
      { type: 'mutation', rootFields: ['a', 'd', 'e', 'b'], rootFieldCount: 6 },
      { type: 'query', rootFields: ['c'], rootFieldCount: 1 },
    ]);
  });

  it.each(['{ __proto__: a }', '{ constructor }', 'query ($prototype: Int) { a }', '{ a { ...f } } fragment f on T { constructor: b }'])('sees the forbidden name in %s', (source) => {
    expect(facts(source).forbiddenName).toMatch(/__proto__|constructor|prototype/);
  });
});

/** The same numbers by really writing the fragments out. */
function writtenOut(document: DocumentNode): { depth: number; fields: number; aliases: number } {
  const measure = (set: SelectionSetNode): { depth: number; fields: number; aliases: number } => {
    const total = { depth: 0, fields: 0, aliases: 0 };
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      const below = selection.kind === Kind.FRAGMENT_SPREAD
        ? document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value ? [node.selectionSet] : []))[0]
        : selection.selectionSet;
      const inner = below === undefined ? { depth: 0, fields: 0, aliases: 0 } : measure(below);
      total.depth = Math.max(total.depth, inner.depth + (isField ? 1 : 0));
      total.fields += inner.fields + (isField ? 1 : 0);
      total.aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
    }
    return total;
  };
  const [operation] = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []));
  return operation === undefined ? { depth: 0, fields: 0, aliases: 0 } : measure(operation);
}

it('agrees with the document written out', () => {
  const { selections } = fc.letrec<{ selection: string; selections: string }>((tie) => ({
    selections: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`),
    selection: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'x: a', '...f0', '...f1'), tie('selections').map((set) => `b ${set}`), tie('selections').map((set) => `... on T ${set}`)),
  }));
  fc.assert(fc.property(selections, selections, selections, (root, first, second) => {
    // f1 may use nothing, f0 may use f1: no cycles
    const document = parse(`${root} fragment f0 on T ${first.replaceAll('...f0', 'c')} fragment f1 on T ${second.replaceAll(/\.\.\.f[01]/g, 'd')}`);
    expect(documentFacts(document)).toMatchObject(writtenOut(document));
  }));
});
