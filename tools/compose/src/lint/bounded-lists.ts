import type { FieldDefinitionNode } from 'graphql';
import { directivesNamed, hasArgument, isList, namedType, objectTypes, stringsArgument } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const RULE = 'bounded-lists';
const CONNECTION = /Connection$/;
const CONNECTION_LISTS = new Set(['edges', 'nodes']);

function problemOf(parent: string, field: FieldDefinitionNode): string | undefined {
  const pages = CONNECTION.test(namedType(field.type));
  if (!pages && !isList(field.type)) return undefined;
  if (CONNECTION.test(parent) && CONNECTION_LISTS.has(field.name.value)) return undefined;
  const [listSize] = directivesNamed(field.directives, 'listSize');
  if (listSize === undefined) return 'a list needs @listSize (or must be the edges or nodes of a connection): unbounded, its cost cannot be known before it is paid';
  const slicing = stringsArgument(listSize, 'slicingArguments');
  const unknown = slicing.find((name) => !field.arguments?.some((argument) => argument.name.value === name));
  if (unknown !== undefined) return `@listSize names the argument ${unknown}, which the field does not have`;
  if (pages && slicing.length === 0) return 'a connection is paged: @listSize must name its slicingArguments';
  return slicing.length > 0 || hasArgument(listSize, 'assumedSize') ? undefined : '@listSize states neither assumedSize nor slicingArguments';
}

/** Every list has a length that can be known before the operation runs. */
export const boundedLists: CompositionRule = (subgraphs) =>
  subgraphs.flatMap(({ name: service, document }) => [...objectTypes(document).values()].flatMap((type) =>
    type.fields.flatMap((field): Finding[] => {
      const message = problemOf(type.name, field);
      return message === undefined ? [] : [{ rule: RULE, service, where: `${type.name}.${field.name.value}`, message }];
    })));
