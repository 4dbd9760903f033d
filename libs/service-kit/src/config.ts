import { z } from 'zod';

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  }).pipe(schema);

const jwk = z.looseObject({ kty: z.string(), kid: z.string() });

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  /** Read replica; the write pool serves reads where there is none. */
  READ_DATABASE_URL: z.string().optional(),
  /** When set, the service migrates its own database before it serves. */
  OWNER_DATABASE_URL: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SERVICE_ROOT: z.string().default('.'),
  /** JWKS of the gateways whose identity assertions are believed. */
  GATEWAY_PUBLIC_KEYS: json(z.object({ keys: z.array(jwk) })),
  /** Private JWK with which this service signs its feed requests; its kid is the service's name. */
  SERVICE_SIGNING_KEY: json(jwk),
  SERVICE_PUBLIC_KEYS: json(z.object({ keys: z.array(jwk) })),
  /** Base URL of each service whose feed this one reads. */
  FEED_URLS: json(z.record(z.string(), z.url())).default({}),
  /** Development only: a file with `{"offsetMs": n}` that shifts business time. */
  CLOCK_FILE: z.string().optional(),
  /** Key of 32 bytes in base64url under which personal data is encrypted at rest. */
  PERSONAL_DATA_KEY: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
});

export type ServiceConfig = z.infer<typeof environment>;

/** Reads and checks the environment once; a wrong value stops the service with the name of the variable. */
export function readConfig(env: Record<string, string | undefined>): ServiceConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
  return parsed.data;
}
