import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeUscc } from '@sortition/identifiers';
import { assertOk } from '@sortition/kernel';
import { enterChongqing, type Chongqing } from './departments.ts';
import { registryUnderTest, type RegistryUnderTest } from './registry-under-test.ts';

let registry: RegistryUnderTest;
let city: Chongqing;

beforeAll(async () => {
  registry = await registryUnderTest();
  city = await enterChongqing(registry);
  const rows = Array.from({ length: 25 }, (_none, index) => ({
    externalId: `p-${index}`,
    object: {
      kind: 'MARKET_ENTITY', name: `分页企业${index % 3}`, code: assertOk(completeUscc(`91500118MA${String(index).padStart(7, '0')}`)).text, inspectionAddress: '1号', contactPhone: '023-49801234',
      district: '永川区', counterpartNature: '组织', divisionCode: index % 2 === 0 ? '500118' : '500103',
    },
  }));
  const { refusal } = await registry.call(city.county.as('DIRECTORY_MANAGER'), 'importInspectionObjects', 'ImportInspectionObjectsInput', { sourceSystem: 'S', rows }, 'created');
  expect(refusal).toBeNull();
});
afterAll(() => registry[Symbol.asyncDispose]());

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly divisionCode: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(filter: Record<string, unknown>, first: number, after: string | null): Promise<Page> {
  const { data, errors } = await registry.ask(city.county.as('PLANNER'), `query($filter: InspectionObjectFilter, $first: Int, $after: String) {
    inspectionObjects(filter: $filter, first: $first, after: $after) { totalCount nodes { id divisionCode } pageInfo { hasNextPage endCursor } } }`, { filter, first, after });
  expect(errors).toEqual([]);
  return (data as { inspectionObjects: Page }).inspectionObjects;
}

test.each([1, 4, 7, 25, 200])('pages of %i give every entry once, in one order', async (size) => {
  const seen: Page['nodes'][number][] = [];
  let cursor: string | null = null;
  for (;;) {
    const { nodes, pageInfo, totalCount }: Page = await page({ divisionCode: '500000' }, size, cursor);
    expect(totalCount).toBe(25);
    seen.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    cursor = pageInfo.endCursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
  const order = seen.map(({ divisionCode, id }) => `${divisionCode} ${id}`);
  expect(order).toEqual([...order].sort());
});

test('a division code ending in 00 covers what lies below it, a district only itself', async () => {
  expect((await page({ divisionCode: '500100' }, 1, null)).totalCount).toBe(25);
  expect((await page({ divisionCode: '500118' }, 1, null)).totalCount).toBe(13);
  expect((await page({ divisionCode: '510000' }, 1, null)).totalCount).toBe(0);
  expect((await page({ name: '分页企业1' }, 1, null)).totalCount).toBe(8);
});

test('a page of no size, or a foreign cursor, is refused', async () => {
  for (const variables of [{ first: 0 }, { first: 201 }, { after: 'not a cursor' }]) {
    const { errors } = await registry.ask(city.county.as('PLANNER'), 'query($first: Int, $after: String) { inspectionObjects(first: $first, after: $after) { nodes { id } } }', variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_VALUE' });
  }
});
