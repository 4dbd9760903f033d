import { ApolloGateway } from '@apollo/gateway';
import { printSchema } from 'graphql';

/** What Apollo's gateway finds in a supergraph. */
export interface Reading {
  /** The schema that clients see, in its language. */
  readonly shown: string;
  readonly subgraphs: readonly string[];
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Apollo's gateway reads the supergraph, says what is wrong with it, and shows its schema. One for each, so that a bad one leaves nothing behind. */
export async function readSupergraph(sdl: string): Promise<Reading> {
  // Read when the gateway is built; without it the library reports to its vendor and asks the cloud's metadata address who we are.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const subgraphs: string[] = [];
  let shown: string | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: sdl, logger: SILENT, // what it has to say is thrown
    validateSupergraph: true,
    buildService: ({ name }) => {
      subgraphs.push(name);
      return { process: () => Promise.reject(new Error('sub-requests are sent by the compiled operation')) };
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    shown = printSchema(apiSchema);
  });
  await gateway.load({ apollo: {} });
  await gateway.stop();
  if (shown === undefined) throw new Error('it shows no schema');
  return { shown, subgraphs };
}
