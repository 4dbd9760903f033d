import { writeXlsx } from 'hucre/xlsx';
import type { FilledForm } from './plan-form.rules.ts';

/** Cells that a spreadsheet would take for a formula are kept as the text they are. */
const asText = (cell: string): string => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell);

/** The form as an Excel workbook with its two-storey header, base64. */
export async function planWorkbook({ title, columns, rows }: FilledForm): Promise<string> {
  const widths = columns.map(({ parts }) => Math.max(parts.length, 1));
  const starts = widths.map((_width, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const upper = columns.flatMap(({ header, parts }) => [header, ...parts.slice(1).map(() => '')]);
  const lower = columns.flatMap(({ parts }) => (parts.length === 0 ? [''] : parts.map(({ header }) => header)));
  const merges = columns.map(({ parts }, index) => {
    const startCol = starts[index] ?? 0;
    return { startRow: 0, startCol, endRow: parts.length === 0 ? 1 : 0, endCol: startCol + Math.max(parts.length, 1) - 1 };
  });
  const workbook = await writeXlsx({ sheets: [{ name: title.slice(0, 31), rows: [upper, lower, ...rows.map((row) => row.map(asText))], merges, freezePane: { rows: 2 } }] });
  return Buffer.from(workbook).toString('base64');
}
