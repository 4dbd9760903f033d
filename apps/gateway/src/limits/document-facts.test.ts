import fc from 'fast-check';
import { Kind, parse, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentFacts } from './document-facts.ts';

const facts = (source: string) => documentFacts(parse(source));

describe('document facts', () => {
  it.each([
    ['{ a }', { depth: 1, fields: 1, aliases: 0, directives: 0 }],
    ['{ a { b { c } } d }', { depth: 3, fields: 4 }],
    ['{ a { ... on T { b } } }', { depth: 2, fields: 2 }],
    ['{ x: a { ...f } y: a { ...f } } fragment f on T { z: b @skip(if: true) }', { depth: 2, fields: 4, aliases: 4, directives: 2 }],
    ['query ($v: Int @a @b) @a { a(v: $v) @b ... @c { d } ...f } fragment f on T @d { e }', { directives: 6 }],
    ['{ a a: a b { c c c } b { c } ... { a } ...f x: a } fragment f on T { a x: d }', { repeated: 7 }],
    ['{ a } fragment unused on T { b { c @x d d } }', { depth: 2, fields: 5, directives: 1, repeated: 1 }],
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

interface Numbers {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly repeated: number;
}

/** The same numbers by really writing the fragments out. */
function writtenOut(document: DocumentNode): Numbers {
  const flat = (set: SelectionSetNode): FieldNode[] => set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const below = selection.kind === Kind.INLINE_FRAGMENT
      ? selection.selectionSet
      : document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value ? [node.selectionSet] : []))[0];
    return below === undefined ? [] : flat(below);
  });
  const measure = (set: SelectionSetNode | undefined): Numbers => {
    const fields = set === undefined ? [] : flat(set);
    const inner = fields.map(({ selectionSet }) => measure(selectionSet));
    const sum = (of: (numbers: Numbers) => number): number => inner.reduce((total, numbers) => total + of(numbers), 0);
    return {
      depth: fields.length === 0 ? 0 : 1 + Math.max(...inner.map(({ depth }) => depth)),
      fields: fields.length + sum((numbers) => numbers.fields),
      aliases: fields.filter(({ alias }) => alias !== undefined).length + sum((numbers) => numbers.aliases),
      repeated: fields.length - new Set(fields.map(({ alias, name }) => (alias ?? name).value)).size + sum((numbers) => numbers.repeated),
    };
  };
  return measure(document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []))[0]);
}

it('agrees with the document written out', () => {
  const { selections } = fc.letrec<{ selection: string; selections: string }>((tie) => ({
    selections: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`),
    selection: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'x: a', '...f0', '...f1'), tie('selections').map((set) => `b ${set}`), tie('selections').map((set) => `... on T ${set}`)),
  }));
  fc.assert(fc.property(selections, selections, selections, (root, first, second) => {
    // both are used, f1 may use nothing, f0 may use f1: no cycles
    const document = parse(`{ ...f0 ...f1 ... ${root} } fragment f0 on T ${first.replaceAll('...f0', 'c')} fragment f1 on T ${second.replaceAll(/\.\.\.f[01]/g, 'd')}`);
    expect(documentFacts(document)).toMatchObject(writtenOut(document));
  }));
});
