import { createHash } from 'node:crypto';
import { canonicalJson } from '@sortition/service-kit/canonical-json';
import { cacheHints } from './cache-hints.ts';
import type { CachePolicy } from './cache-policy.ts';
import { documentPolicies, type NamedDocument } from './document-policies.ts';

/** What somebody asks who has shown no token. */
export interface PublicRequest {
  readonly document: NamedDocument;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly accept: string;
}

/** An operation whose answer is the same for everybody who asks it without a token. */
export interface SharedOperation {
  readonly key: string;
  readonly policy: CachePolicy;
}

/** What a supergraph lets be shared. */
export interface SharedOperations {
  /** Undefined when the answer is not for everybody. */
  readonly find: (request: PublicRequest) => SharedOperation | undefined;
  /** Whether it has a type, or a root field as `Query.name`. */
  readonly knows: (name: string) => boolean;
}

/** Longer ones are nobody's in earnest, and every variant would be kept apart. */
const MAX_ACCEPT_LENGTH = 200;

/** Variables that the operation does not declare make no difference to it, nor does the order of those that it does. */
const given = ({ variables: declared }: CachePolicy, variables: PublicRequest['variables']): readonly (readonly [string, unknown])[] =>
  declared.flatMap((name) => (variables != null && Object.hasOwn(variables, name) ? [[name, variables[name]] as const] : []));

export function sharedOperations(supergraphSdl: string): SharedOperations {
  const supergraph = createHash('sha256').update(supergraphSdl).digest('base64');
  const hints = cacheHints(supergraphSdl);
  const policyOf = documentPolicies(hints);
  return {
    find({ document, operationName, variables, accept }) {
      if (accept.length > MAX_ACCEPT_LENGTH) return undefined;
      const policy = policyOf(document, operationName);
      if (policy === undefined) return undefined;
      // a trusted document may do what the same text may not, so that the two share no answer
      const parts = [supergraph, document.id ?? null, document.id === undefined ? document.text : null, operationName ?? null, accept, canonicalJson(given(policy, variables))];
      return { policy, key: createHash('sha256').update(JSON.stringify(parts)).digest('base64') };
    },
    knows: (name) => {
      const [type = '', field] = name.split('.');
      return field === undefined ? hints.objectTypes(type) !== undefined : hints.field(type, field) !== undefined;
    },
  };
}
