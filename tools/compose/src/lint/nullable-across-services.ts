import type { FieldDefinitionNode } from 'graphql';
import { ROOT_TYPES, directivesNamed, hasDirective, isFalse, isNonNull, objectTypes, stringArgument, type ObjectType } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const RULE = 'nullable-across-services';

interface Part {
  readonly service: string;
  readonly type: ObjectType;
  /** Fields that this service adds: neither part of the key nor another's. */
  readonly own: readonly FieldDefinitionNode[];
}

const keyFields = (type: ObjectType): ReadonlySet<string> =>
  new Set(directivesNamed(type.directives, 'key').flatMap((key) => (stringArgument(key, 'fields') ?? '').split(/[\s{}]+/)));

const isResolvableEntity = (type: ObjectType): boolean => directivesNamed(type.directives, 'key').some((key) => !isFalse(key, 'resolvable'));

function partOf(service: string, type: ObjectType): Part {
  const keys = keyFields(type);
  return { service, type, own: type.fields.filter((field) => !keys.has(field.name.value) && !hasDirective(field, 'external')) };
}

/** The service that an entity belongs to: it defines the type rather than extending it, and says most about it. Several equals own it together, that is, nobody does. */
function ownerOf(parts: readonly Part[]): Part | undefined {
  const [first, second] = parts.filter(({ type }) => !type.extensionOnly).sort((a, b) => b.own.length - a.own.length);
  return first !== undefined && first.own.length > (second?.own.length ?? -1) ? first : undefined;
}

const finding = (service: string, type: string, field: FieldDefinitionNode, why: string): Finding => ({ rule: RULE, service, where: `${type}.${field.name.value}`, message: why });

/** A non-null field that its service cannot deliver takes its parent with it. So what crosses services, and every root field, is nullable. */
export const nullableAcrossServices: CompositionRule = (subgraphs) => {
  const findings: Finding[] = [];
  const entities = new Map<string, Part[]>();
  for (const { name: service, document } of subgraphs) {
    for (const type of objectTypes(document).values()) {
      if (ROOT_TYPES.has(type.name)) {
        for (const field of type.fields) if (isNonNull(field.type)) findings.push(finding(service, type.name, field, 'a root field must be nullable: when its service is down, a non-null one empties the whole answer'));
      } else if (isResolvableEntity(type)) entities.set(type.name, [...(entities.get(type.name) ?? []), partOf(service, type)]);
    }
  }
  for (const [name, parts] of entities) {
    if (parts.length < 2) continue;
    const owner = ownerOf(parts);
    for (const part of parts) {
      if (part === owner) continue;
      const belongs = owner === undefined ? 'nobody alone' : owner.service;
      for (const field of part.own) if (isNonNull(field.type)) findings.push(finding(part.service, name, field, `${name} belongs to ${belongs}; a field that another service contributes must be nullable`));
    }
  }
  return findings;
};
