import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSdl } from '@sortition/service-kit/read-sdl';
import { composeSupergraph } from '@sortition/tool-compose/compose-supergraph';
import { SERVICES } from '@sortition/tool-dev/services';
import { parse } from 'graphql';

export const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** The supergraph of the subgraphs as they are, whatever file is committed: whether that one is current is `npm run check`'s to say. */
export function supergraphNow(): string {
  const { supergraphSdl, errors } = composeSupergraph(SERVICES.map((name) => ({ name, document: parse(readSdl(join(workspace, 'apps', name))) })));
  if (supergraphSdl === undefined) throw new Error(`the subgraphs do not compose: ${errors.join('; ')}`);
  return supergraphSdl;
}
