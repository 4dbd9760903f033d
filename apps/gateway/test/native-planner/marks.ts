import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { linked } from '../federation/kind.ts';

/** Marks that one subgraph gives to things whose types it does not know. `field` tells one such supergraph from another. */
export function marks(field = 'note'): string {
  const { supergraphSdl, errors } = composeServices(Object.entries({
    things: `type Query { things: [Thing!]! } interface Thing @key(fields: "id") { id: ID! ${field}: String } type House implements Thing @key(fields: "id") { id: ID! ${field}: String } type Shop implements Thing @key(fields: "id") { id: ID! ${field}: String }`,
    marks: 'type Thing @key(fields: "id") @interfaceObject { id: ID! mark(by: Int = 1): Int }',
  }).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(linked(sdl)) })));
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}

export const SOUND = parse('{ things { id mark } }');
/** The native planner merges what it asks for the two types, finds a conflict, and aborts its process. */
export const ABORTING = parse('query Deadly { things { ... on House { _c_mark: mark(by: 1) } ... on Shop { _c_mark: mark(by: 2) } } }');
