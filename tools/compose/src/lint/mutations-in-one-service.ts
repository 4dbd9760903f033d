import { hasDirective, objectTypes } from '../subgraph-document.ts';
import type { CompositionRule, Finding } from './finding.ts';

const RULE = 'mutations-in-one-service';

/** An act is one transaction in one database. What spans services is a process driven by events, never a mutation with two homes. */
export const mutationsInOneService: CompositionRule = (subgraphs) => {
  const homes = new Map<string, string[]>();
  const findings: Finding[] = [];
  for (const { name: service, document } of subgraphs) {
    for (const field of objectTypes(document).get('Mutation')?.fields ?? []) {
      const name = field.name.value;
      homes.set(name, [...(homes.get(name) ?? []), service]);
      if (hasDirective(field, 'shareable', 'override', 'requires', 'provides')) findings.push({ rule: RULE, service, where: `Mutation.${name}`, message: 'a mutation cannot be shared, moved or completed by another service' });
    }
  }
  for (const [name, services] of homes) {
    if (services.length > 1) findings.push({ rule: RULE, service: services.join(', '), where: `Mutation.${name}`, message: `belongs to ${services.length} services; an act has one home` });
  }
  return findings;
};
