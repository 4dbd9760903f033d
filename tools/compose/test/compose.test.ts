import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../src/compose.ts';

const SERVICES = ['registry', 'planning', 'sampling', 'inspection', 'disclosure'];

let workspace: string;
let said: string[];
const run = (check = false): number => {
  said = [];
  return compose({ workspace, check, say: (line) => said.push(line) });
};
const put = (service: string, file: string, sdl: string): void => {
  mkdirSync(join(workspace, 'apps', service, 'src'), { recursive: true });
  writeFileSync(join(workspace, 'apps', service, 'src', file), sdl);
};
const supergraph = (): string => readFileSync(join(workspace, 'apps/gateway/supergraph.graphql'), 'utf8');

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'sortition-compose-'));
  mkdirSync(join(workspace, 'apps/gateway'), { recursive: true });
  for (const service of SERVICES) {
    put(service, 'b.graphql', `extend type Query { ${service}B: String @public }`);
    put(service, 'a.graphql', `extend type Query { ${service}A: ${service}Thing @public } type ${service}Thing @public { name: String }`);
  }
});
afterEach(() => rmSync(workspace, { recursive: true }));

describe('compose', () => {
  it('writes the supergraph of every file of every service, the same each time', () => {
    expect(run()).toBe(0);
    const first = supergraph();
    for (const service of SERVICES) expect(first).toContain(`${service}B: String`);
    expect(first).toContain('auditTrail(entityId: ID!): AuditTrail');
    expect(run()).toBe(0);
    expect(supergraph()).toBe(first);
    expect(said.join()).toContain('unchanged');
  });

  it('composes without a service that has no schema yet, and says so', () => {
    rmSync(join(workspace, 'apps/disclosure'), { recursive: true });
    expect(run()).toBe(0);
    expect(said[0]).toMatch(/NOTE .*disclosure.*WITHOUT/);
    expect(supergraph()).not.toContain('DISCLOSURE');
  });

  it('writes nothing when a service breaks a rule, does not parse, or does not compose', () => {
    const faults: [string, RegExp][] = [
      ['extend type Query { open: String }', /^LINT access-declared \[registry\] Query\.open/],
      ['extend type Query { open: ', /^ERROR \[registry\] its schema does not parse/],
      ['extend type Query { open: Missing @public }', /^ERROR .*Missing/],
    ];
    for (const [sdl, complaint] of faults) {
      put('registry', 'c.graphql', sdl);
      expect(run(), sdl).toBe(1);
      expect(said.some((line) => complaint.test(line)), said.join('\n')).toBe(true);
      expect(supergraph).toThrow();
    }
  });
});

describe('compose --check', () => {
  it('passes on the committed supergraph and fails when a schema has drifted from it', () => {
    run();
    const committed = supergraph();
    expect(run(true)).toBe(0);
    expect(said).toEqual([]);
    put('sampling', 'c.graphql', 'extend type Query { later: String @public }');
    expect(run(true)).toBe(1);
    expect(said).toEqual([expect.stringContaining('DRIFT')]);
    expect(supergraph()).toBe(committed);
  });

  it('fails when there is no committed supergraph, or a service is missing', () => {
    expect(run(true)).toBe(1);
    rmSync(join(workspace, 'apps/planning'), { recursive: true });
    run();
    expect(run(true)).toBe(1);
    expect(said).toEqual([expect.stringMatching(/ERROR apps\/planning/)]);
  });
});
