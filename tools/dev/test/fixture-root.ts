import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '../src/platform/services.ts';
import { readSettings, type Settings } from '../src/platform/settings.ts';

const toolRoot = join(import.meta.dirname, '..');

/** A workspace of six apps that do nothing, so that the supervisor is tested without the services. */
export function makeFixtureRoot(): string {
  mkdirSync(join(toolRoot, '.tsbuild'), { recursive: true });
  const root = mkdtempSync(join(toolRoot, '.tsbuild/platform-'));
  chmodSync(root, 0o711); // the account that runs PostgreSQL must be able to pass
  for (const app of [...SERVICES, 'gateway']) {
    mkdirSync(join(root, 'apps', app, 'src'), { recursive: true });
    cpSync(join(toolRoot, 'test/fixture/app.ts'), join(root, 'apps', app, 'src/main.ts'));
  }
  mkdirSync(join(root, 'docs/queries'), { recursive: true });
  writeFileSync(join(root, 'docs/queries/nothing.graphql'), 'query Nothing { __typename }');
  writeFileSync(join(root, 'apps/gateway/supergraph.graphql'), 'type Query { nothing: Boolean }');
  symlinkSync(join(toolRoot, '../../node_modules'), join(root, 'node_modules'));
  return root;
}

export const fixtureSettings = (root: string, port: number, env: Readonly<Record<string, string>> = {}): Settings =>
  readSettings({ PORT: String(port), DATA_DIR: join(root, '.data'), CITY_SIZE: '0', ...env }, root);
