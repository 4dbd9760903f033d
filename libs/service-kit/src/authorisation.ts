import { MapperKind, getDirective, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { refusal } from '@sortition/kernel';
import { refusalError } from './graphql-error.ts';
import { hasRole, isAnonymous, type Identity } from './identity.ts';
import type { ServiceContext } from './service-context.ts';

interface Rule {
  readonly open: boolean;
  readonly roles: readonly string[];
}

const OWN_FIELDS = new Set(['_entities', '_service']);

const ruleOn = (schema: GraphQLSchema, node: GraphQLFieldConfig<unknown, ServiceContext> | GraphQLObjectType): Rule | undefined => {
  if (getDirective(schema, node, 'public')?.[0] !== undefined) return { open: true, roles: [] };
  const auth = getDirective(schema, node, 'auth')?.[0];
  return auth === undefined ? undefined : { open: false, roles: auth['roles'] ?? [] };
};

const allows = (rule: Rule, identity: Identity): boolean => {
  if (rule.open) return true;
  if (isAnonymous(identity)) return false;
  return rule.roles.length === 0 || hasRole(identity, ...rule.roles);
};

/**
 * Wraps every resolver, and every entity's `__resolveReference`, in the rule that the schema declares. A field without a rule on
 * itself or on its type stops the service from starting: nothing is open by omission.
 */
export function enforceAuthorisation(schema: GraphQLSchema): GraphQLSchema {
  const missing: string[] = [];
  const guarded = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, fieldName, typeName) => {
      if (OWN_FIELDS.has(fieldName) || typeName === '_Service') return undefined;
      const type = schema.getType(typeName);
      const rule = ruleOn(schema, field) ?? (type === undefined ? undefined : ruleOn(schema, type as GraphQLObjectType));
      if (rule === undefined) {
        missing.push(`${typeName}.${fieldName}`);
        return undefined;
      }
      if (rule.open) return undefined;
      const resolve = field.resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context: ServiceContext, info) => {
          if (!allows(rule, context.identity)) throw refusalError(refusal('FORBIDDEN', null, { field: `${typeName}.${fieldName}`, roles: rule.roles }));
          return resolve(source, args, context, info);
        },
      };
    },
  });
  if (missing.length > 0) throw new Error(`fields without @auth or @public: ${missing.join(', ')}`);
  return guarded;
}
