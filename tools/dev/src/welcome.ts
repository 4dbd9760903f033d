import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { officersOf } from './issuer/accounts.ts';
import type { Issuer } from './issuer/issuer.ts';
import { peopleInRegistry } from './issuer/people-in-registry.ts';
import type { Platform } from './platform/platform.ts';
import type { Settings } from './platform/settings.ts';

const SHOWN_DEPARTMENTS = 5;

function firstQuery(root: string): string {
  const folder = join(root, 'docs/queries');
  const [file] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort() : [];
  return file === undefined ? '{ __typename }' : readFileSync(join(folder, file), 'utf8').trim();
}

async function accountLines(platform: Platform, issuer: Issuer): Promise<string[]> {
  const { ownerUrl, appUrl } = platform.databases.registry;
  const departments = await peopleInRegistry(ownerUrl ?? appUrl).departments();
  const [account] = officersOf(departments).filter(({ roles }) => roles.includes('PLANNER'));
  if (account === undefined) return ['Development accounts 开发账号: none yet, there is no department'];
  return [
    `Development accounts 开发账号, one for each role of each of the ${departments.length} departments (all: ${issuer.url}/accounts):`,
    ...departments.slice(0, SHOWN_DEPARTMENTS).map(({ name, level }, index) => `  …${`.${index + 1}`.padEnd(4)} ${name} (${level})`),
    `  before the dot the role: ${officersOf(departments.slice(0, 1)).map(({ sub }) => sub.split('.')[0]).join(', ')}`,
    `A token 令牌:  curl -s '${issuer.url}/token?account=${account.sub}'    (${account.name})`,
  ];
}

/** What a newcomer needs next: where everything is, whom to be, what to ask. */
export async function printWelcome(platform: Platform, settings: Settings): Promise<void> {
  const query = firstQuery(settings.root);
  console.log([
    '',
    `Sortition 双随机、一公开 is ready after ${(performance.now() / 1_000).toFixed(1)} s`,
    `  GraphQL     ${platform.url}/graphql`,
    `  GraphiQL    ${platform.url}/graphiql`,
    `  readiness   ${platform.url}/readyz`,
    `  identities  ${platform.issuer?.url ?? settings.oidcIssuer ?? ''}`,
    `  logs        ${join(settings.dataDir, 'logs')}`,
    '',
    ...(platform.issuer === undefined ? [] : [...await accountLines(platform, platform.issuer), '']),
    'A first query 第一个查询, to paste into GraphiQL:',
    '',
    ...query.split('\n').map((line) => `  ${line}`),
    '',
    'Ctrl-C stops everything. 按 Ctrl-C 停止。',
    '',
  ].join('\n'));
}
