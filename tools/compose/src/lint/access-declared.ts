import { ROOT_TYPES, hasDirective, objectTypes } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const RULE = 'access-declared';

/** Nothing is open by omission: a field, or its type, says who may read it; a root field says so itself. */
export const accessDeclared: CompositionRule = (subgraphs) => {
  const findings: Finding[] = [];
  for (const { name: service, document } of subgraphs) {
    for (const type of objectTypes(document).values()) {
      const where = (field: string): string => `${type.name}.${field}`;
      const byType = !ROOT_TYPES.has(type.name) && hasDirective(type, 'auth', 'public');
      for (const field of type.fields) {
        if (!byType && !hasDirective(field, 'auth', 'public')) findings.push({ rule: RULE, service, where: where(field.name.value), message: 'needs @auth or @public, on the field or (except for root fields) on its type' });
        if (hasDirective(field, 'auth') && hasDirective(field, 'public')) findings.push({ rule: RULE, service, where: where(field.name.value), message: 'is both @auth and @public' });
      }
      if (hasDirective(type, 'auth') && hasDirective(type, 'public')) findings.push({ rule: RULE, service, where: type.name, message: 'is both @auth and @public' });
    }
  }
  return findings;
};
