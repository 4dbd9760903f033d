import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { GatewayConfig } from '../config.ts';

export interface StaticFile {
  readonly contentType: string;
  readonly content: Buffer;
}

/** Nothing but our own files runs or is reached. GraphiQL's editor sets inline styles, hence the one exception. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self' data:",
  "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const resolve = createRequire(import.meta.url).resolve;
const packageFile = (name: string, file: string): string => join(dirname(resolve(`${name}/package.json`)), file);

const JS = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

function exampleQueries(folder: string): { readonly name: string; readonly query: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith('.graphql')).sort()
    .map((file) => ({ name: basename(file, '.graphql'), query: readFileSync(join(folder, file), 'utf8') }));
}

/** GraphiQL from the project's own packages, by path below `/graphiql`. No content network is involved. */
export function graphiqlFiles(config: GatewayConfig): ReadonlyMap<string, StaticFile> {
  const page = join(config.SERVICE_ROOT, 'graphiql');
  const queries = exampleQueries(config.EXAMPLE_QUERIES ?? join(config.SERVICE_ROOT, '../../docs/queries'));
  const settings = { queries, developmentAccounts: config.DEVELOPMENT_ACCOUNTS };
  const file = (contentType: string, path: string): StaticFile => ({ contentType, content: readFileSync(path) });
  return new Map([
    ['', file('text/html; charset=utf-8', join(page, 'graphiql.html'))],
    ['/page.js', file(JS, join(page, 'page.js'))],
    ['/page.css', file(CSS, join(page, 'page.css'))],
    ['/settings.json', { contentType: 'application/json; charset=utf-8', content: Buffer.from(JSON.stringify(settings)) }],
    ['/react.js', file(JS, packageFile('react', 'umd/react.production.min.js'))],
    ['/react-dom.js', file(JS, packageFile('react-dom', 'umd/react-dom.production.min.js'))],
    ['/graphiql.js', file(JS, packageFile('graphiql', 'graphiql.min.js'))],
    ['/graphiql.css', file(CSS, packageFile('graphiql', 'graphiql.min.css'))],
  ]);
}
