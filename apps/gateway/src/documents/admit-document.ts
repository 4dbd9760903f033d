import { hasRole, isAnonymous, type Identity } from '@sortition/service-kit/identity';
import { RequestRefused, gatewayError } from '../errors/gateway-error.ts';
import type { DocumentRegister } from './document-register.ts';
import type { TrustedDocument } from './trusted-document.ts';

/** Who may send a document of their own. */
export const FREE_QUERIES = ['everyone', 'signed-in', 'analysts', 'nobody'] as const;
export type FreeQueries = (typeof FREE_QUERIES)[number];

const MAY_ASK_FREELY: Readonly<Record<FreeQueries, (identity: Identity) => boolean>> = {
  everyone: () => true,
  'signed-in': (identity) => !isAnonymous(identity),
  analysts: (identity) => hasRole(identity, 'ANALYST'),
  nobody: () => false,
};

export interface DocumentRequest {
  readonly method: string | undefined;
  readonly documentId: string | undefined;
  readonly identity: Identity;
}

/** The trusted document that a request names; undefined when it brings one of its own and may. */
export function documentAdmission(register: DocumentRegister, freeQueries: FreeQueries): (request: DocumentRequest) => TrustedDocument | undefined {
  return ({ method, documentId, identity }) => {
    if (documentId === undefined) {
      if (!MAY_ASK_FREELY[freeQueries](identity)) throw new RequestRefused('FREE_QUERY_NOT_ALLOWED');
      return undefined;
    }
    const document = register.find(documentId);
    if (document === undefined) throw new RequestRefused('DOCUMENT_NOT_KNOWN', { documentId });
    // A GET needs no leave of the browser's (see `graphql-request.ts`), so it must not be able to change anything.
    if (method === 'GET' && !document.readsOnly) throw new RequestRefused('METHOD_NOT_ALLOWED');
    if (register.isUnfit(documentId)) throw gatewayError('QUERY_INVALID');
    return document;
  };
}
