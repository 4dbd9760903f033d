import { hasDirective, objectTypes } from '../subgraph-document.ts';
import type { CompositionRule } from './finding.ts';

const RULE = 'requires-without-arguments';

/** The query planner answers some of these wrongly without a word: it asks for the required fields once, whatever the arguments. */
export const requiresWithoutArguments: CompositionRule = (subgraphs) =>
  subgraphs.flatMap(({ name: service, document }) => [...objectTypes(document).values()].flatMap((type) =>
    type.fields
      .filter((field) => hasDirective(field, 'requires') && (field.arguments?.length ?? 0) > 0)
      .map((field) => ({ rule: RULE, service, where: `${type.name}.${field.name.value}`, message: 'a field with @requires must not take arguments' }))));
