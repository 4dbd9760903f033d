import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { ANONYMOUS, IDENTITY_HEADER, signIdentity } from '@sortition/service-kit/identity';
import type { JWK } from 'jose';

// A process of its own: `stock-gateway.ts SUPERGRAPH PORT SUBGRAPHS KEY`. The library as it comes, and the signature that our subgraphs ask for.
const [file = '', port = '0', url = '', key = '{}'] = process.argv.slice(2);
const signingKey = JSON.parse(key) as JWK;

class SigningSource extends RemoteGraphQLDataSource {
  readonly service: string;

  constructor(service: string) {
    super({ url });
    this.service = service;
  }

  override async willSendRequest({ request }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]): Promise<void> {
    const body = Buffer.from(JSON.stringify({ query: request.query, variables: request.variables }));
    request.http?.headers.set(IDENTITY_HEADER, await signIdentity(ANONYMOUS, signingKey, this.service, body));
  }
}

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file, 'utf8'), buildService: ({ name }) => new SigningSource(name) });
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(port), host: '127.0.0.1' } });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
