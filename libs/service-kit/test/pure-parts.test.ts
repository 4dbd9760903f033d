import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, connectionOf, openPersonalData, pagedFrom, pageOf } from '../src/service-kit.ts';

describe('canonical JSON', () => {
  it('does not depend on the order in which members were set, and reads back as the same value', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const shuffled = Object.fromEntries(Object.entries(record).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(record));
      expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)));
    }));
  });
});

describe('a sealed value', () => {
  const box = openPersonalData(Buffer.alloc(32, 7).toString('base64url'));

  it('opens to what was sealed, never looks the same twice, and has one fingerprint', () => {
    fc.assert(fc.property(fc.string(), (value) => {
      const sealed = box.seal(value);
      expect(box.open(sealed)).toBe(value);
      expect(box.seal(value)).not.toBe(sealed);
      expect(box.fingerprint(value)).toBe(box.fingerprint(value));
    }));
  });

  it('does not open when one character is changed, or with another key', () => {
    const sealed = box.seal('13800138000');
    const other = openPersonalData(Buffer.alloc(32, 8).toString('base64url'));
    expect(() => other.open(sealed)).toThrow();
    const at = sealed.length - 3;
    expect(() => box.open(`${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`)).toThrow();
  });
});

describe('a page', () => {
  it.each([[0], [-1], [201], [1.5], [1e8]])('of %s is refused, not clamped', (first) => expect(() => pageOf({ first })).toThrow());
  it('does not take a cursor that it did not give', () => expect(() => pageOf({ after: 'nonsense' })).toThrow());

  it('follows its own cursors through all the rows, none twice and none left out', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (numbers, first) => {
      const rows = numbers.map(String).sort();
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = pageOf({ first, after });
        const rest = rows.filter((row) => page.after === null || row > (page.after[0] ?? ''));
        const connection = connectionOf(rest.slice(0, first + 1), page, (row) => [row]);
        seen.push(...connection.nodes);
        after = connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
      } while (after !== null);
      expect(seen).toEqual(rows);
    }));
  });

  it('is read once, and only when its rows are asked for', async () => {
    let read = 0;
    const page = pagedFrom(pageOf({ first: 1 }), { rows: async () => { read += 1; return ['a', 'b']; }, total: async () => 2, positionOf: (row) => [row] });
    expect(await page.totalCount()).toBe(2);
    expect(read).toBe(0);
    const [nodes, edges, { hasNextPage, endCursor }] = await Promise.all([page.nodes(), page.edges(), page.pageInfo()]);
    expect(nodes).toEqual(['a']);
    expect(edges).toEqual([{ cursor: endCursor, node: 'a' }]);
    expect(hasNextPage).toBe(true);
    expect(read).toBe(1);
  });
});
