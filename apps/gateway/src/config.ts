import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { FREE_QUERIES, type FreeQueries } from './documents/admit-document.ts';

/** Holds both for `src/config.ts` and for a bundle in `dist/`. */
const GATEWAY_ROOT = fileURLToPath(new URL('..', import.meta.url));

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  }).pipe(schema);

const count = (standard: number) => z.coerce.number().int().positive().default(standard);

const publicKey = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string().min(1), x: z.string() })
  .refine((key) => !('d' in key), 'is a private key: only its public half belongs here');

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  GATEWAY_HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Where `supergraph.graphql` and the GraphiQL page lie. */
  SERVICE_ROOT: z.string().default(GATEWAY_ROOT),
  SUPERGRAPH: z.string().optional(),
  /** Whose signature of the supergraph is taken: a JWKS; two keys at a time make a rotation without a stop. */
  SUPERGRAPH_KEYS: json(z.object({ keys: z.array(publicKey).min(1) })).optional(),
  /** The lowest serial that a start takes; while the gateway runs, the one in use is the bound. */
  SUPERGRAPH_MIN_SERIAL: z.coerce.number().int().min(0).default(0),
  SUPERGRAPH_POLL_MS: count(5_000),
  /** Base URL of every subgraph by its name; `/graphql` is added to a URL without a path. */
  SUBGRAPH_URLS: json(z.record(z.string(), z.url({ protocol: /^https?$/ }))),
  /** Private Ed25519 JWK with which identities are signed for the subgraphs. */
  GATEWAY_SIGNING_KEY: json(z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string().min(1), d: z.string() })),
  /** Private JWK with which it asks for the services' feeds. Without it, answers are not kept: nobody would say when they are wrong. */
  SERVICE_SIGNING_KEY: json(z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string().min(1), d: z.string() })).optional(),
  /** How much of the public's answers is kept in memory; 0 for none. */
  CACHE_BYTES: z.coerce.number().int().nonnegative().default(64 * 1024 * 1024),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  OIDC_AUDIENCE: z.string().min(1).default('sortition'),
  OIDC_ALGORITHMS: z.string().transform((list) => list.split(',')).pipe(z.array(z.enum(['EdDSA', 'ES256', 'RS256', 'PS256'])).min(1)).default(['EdDSA', 'ES256', 'RS256']),
  /** Development only: GraphiQL offers the accounts of this issuer, which gives out tokens without a password. */
  DEVELOPMENT_ACCOUNTS: z.stringbool().default(false),
  /** Manifest of trusted documents; its signature lies beside it as `.jws`. */
  TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  /** Whose signature it takes: a JWKS; two keys at a time make a rotation without a stop. */
  TRUSTED_DOCUMENT_KEYS: json(z.object({ keys: z.array(publicKey).min(1) })).optional(),
  TRUSTED_DOCUMENTS_POLL_MS: count(2_000),
  FREE_QUERIES: z.enum(FREE_QUERIES).optional(),
  INTROSPECTION: z.stringbool().optional(),
  EXAMPLE_QUERIES: z.string().optional(),
  MAX_BODY_BYTES: count(100 * 1024),
  MAX_TOKENS: count(1_000),
  MAX_TOKENS_ANALYST: count(3_000),
  MAX_DEPTH: count(14),
  MAX_ALIASES: count(30),
  MAX_DIRECTIVES: count(20),
  MAX_REPEATED: count(50),
  MAX_ROOT_FIELDS: count(20),
  MAX_MUTATIONS: count(5),
  MAX_PAGE: count(200),
  MAX_COST: count(50_000),
  /** Calls of one counted field (`sensitive-fields.ts`) by one caller, and what the free queries of one caller may cost. */
  SENSITIVE_PER_MINUTE: count(60),
  COST_PER_MINUTE: count(500_000),
  /** Readers of frames, certificates and the log at a time, in all and of one caller; what one caller may begin, how fast a file goes, and how long its reader may take nothing. */
  FILE_READERS: count(64),
  FILE_READERS_PER_CALLER: count(8),
  FILE_READS_PER_MINUTE: count(600),
  FILE_BYTES_PER_SECOND: count(4 * 1024 * 1024),
  FILE_STALL_MS: count(10_000),
  /** Gateways that answer the same callers; none knows what the others have let through, so each allows its part. */
  GATEWAY_PROCESSES: count(1),
  /** Reverse proxies through which every request comes; only what they add to `x-forwarded-for` is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  OPERATION_MS: count(10_000),
  SUBGRAPH_QUERY_MS: count(1_500),
  SUBGRAPH_MUTATION_MS: count(5_000),
  SUBGRAPH_CONNECTIONS: count(50),
  SUBGRAPH_QUEUE: count(100),
  SUBGRAPH_MAX_BYTES: count(10 * 1024 * 1024),
  BREAKER_FAILURES: count(3),
  BREAKER_OPEN_MS: count(2_000),
  DRAIN_MS: count(10_000),
});

export type GatewayConfig = z.infer<typeof environment> & { readonly FREE_QUERIES: FreeQueries };

/** Reads and checks the environment once; a wrong value stops the gateway with the name of the variable. */
export function readConfig(env: Record<string, string | undefined>): GatewayConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
  if (parsed.data.DEVELOPMENT_ACCOUNTS && parsed.data.NODE_ENV === 'production') throw new Error('configuration: DEVELOPMENT_ACCOUNTS is not for production');
  if (parsed.data.SUPERGRAPH_KEYS === undefined && parsed.data.NODE_ENV === 'production') throw new Error('configuration: in production SUPERGRAPH_KEYS must name the keys with which the supergraph may be signed');
  if ((parsed.data.TRUSTED_DOCUMENTS === undefined) !== (parsed.data.TRUSTED_DOCUMENT_KEYS === undefined)) throw new Error('configuration: TRUSTED_DOCUMENTS and TRUSTED_DOCUMENT_KEYS need each other');
  const FREE_QUERIES = parsed.data.FREE_QUERIES ?? (parsed.data.NODE_ENV === 'production' ? 'analysts' : 'everyone');
  return { ...parsed.data, FREE_QUERIES };
}
