// A process of its own: the library as it comes, in production mode, with the signature that our subgraphs ask for.
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { startStandaloneServer } from '@apollo/server/standalone';
import { IDENTITY_HEADER, subRequestSigner } from '../src/gateway/caller.ts';
import { addressedSupergraph, contenderSettings, ready } from '../src/gateway/contender-settings.ts';

const settings = contenderSettings();
const sign = subRequestSigner(settings.key);

class SigningSource extends RemoteGraphQLDataSource {
  constructor(service, url) {
    super({ url });
    this.service = service;
  }

  async willSendRequest({ request, context }) {
    const { query, http, ...others } = request;
    const body = JSON.stringify({ query, ...others }); // what the source writes after this
    http.headers.set(IDENTITY_HEADER, await sign(context.authorization, this.service, body));
  }
}

const gateway = new ApolloGateway({ supergraphSdl: addressedSupergraph(settings), buildService: ({ name, url }) => new SigningSource(name, url) });
const plugins = settings.sharing ? [responseCachePlugin({ sessionId: async ({ contextValue }) => contextValue.authorization ?? null })] : [];
await startStandaloneServer(new ApolloServer({ gateway, plugins }), {
  listen: { port: settings.port, host: '127.0.0.1' },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
ready();
