import { getNamedType, isCompositeType, Kind, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import type { CollectFields } from './collect-fields.ts';
import type { TypeConditions } from './type-conditions.ts';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A field of which every type is asked for nothing, as by fragments that exclude each other, is still asked: it may be null, or fail.
 * A planner would leave it out.
 */
export function withTypesWhereNothingIsAsked(document: DocumentNode, schema: GraphQLSchema, conditions: TypeConditions, collect: CollectFields): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(document, visitWithTypeInfo(types, {
    Field(field) {
      const { selectionSet } = field;
      const type = getNamedType(types.getType());
      if (selectionSet === undefined || !isCompositeType(type)) return undefined;
      if ([...conditions(type.name)].some((name) => collect(name, [selectionSet]).length > 0)) return undefined;
      return { ...field, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, TYPENAME] } };
    },
  }));
}
