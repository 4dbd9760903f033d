import { ROOT_TYPES, directivesNamed, enumArgument, hasDirective, objectTypes, type ObjectType } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const RULE = 'kept-is-public';

/** Whether answers may be kept for all: what states no scope is public, as Apollo defines it. */
const isKeptForAll = (node: { readonly directives?: ObjectType['directives'] | undefined }): boolean =>
  directivesNamed(node.directives, 'cacheControl').some((directive) => enumArgument(directive, 'scope') !== 'PRIVATE');

/** What is kept for all must be open to all: a kept answer is given out without asking who asks. Holds for the type as all services see it. */
export const keptIsPublic: CompositionRule = (subgraphs) => {
  const guarded = new Set(subgraphs.flatMap(({ document }) => [...objectTypes(document).values()].filter((type) => hasDirective(type, 'auth')).map(({ name }) => name)));
  return subgraphs.flatMap(({ name: service, document }) => [...objectTypes(document).values()].flatMap((type) => {
    const finding = (where: string): Finding => ({ rule: RULE, service, where, message: 'has @cacheControl and is not @public: an answer that is kept is given to anybody' });
    const typeIsPublic = !ROOT_TYPES.has(type.name) && hasDirective(type, 'public') && !guarded.has(type.name);
    const fields = type.fields
      .filter((field) => isKeptForAll(field) && (hasDirective(field, 'auth') || !(hasDirective(field, 'public') || typeIsPublic)))
      .map((field) => finding(`${type.name}.${field.name.value}`));
    return isKeptForAll(type) && !typeIsPublic ? [finding(type.name), ...fields] : fields;
  }));
};
