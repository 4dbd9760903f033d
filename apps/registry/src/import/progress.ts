import type { ImportSummary } from './import-roster.ts';

const WIDTH = 24;
const LINE_EVERY_MS = 5_000;
const number = new Intl.NumberFormat('en-US');

export interface Progress {
  show(summary: ImportSummary, share: number): void;
  end(): void;
}

/** A bar on a terminal, a line every few seconds elsewhere. */
export function progress(terminal: boolean, write: (text: string) => void, elapsedMs: () => number): Progress {
  let lastLine = 0;
  return {
    show: (summary, share) => {
      const elapsed = elapsedMs();
      if (terminal) write(`\r${bar(share)} ${text(summary, share, elapsed)}   `);
      else if (elapsed - lastLine >= LINE_EVERY_MS) {
        lastLine = elapsed;
        write(`${text(summary, share, elapsed)}\n`);
      }
    },
    end: () => {
      if (terminal) write('\r\u001B[2K');
    },
  };
}

const bar = (share: number): string => `[${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '·')}]`;

function text({ rows, refused, resumedAfter }: ImportSummary, share: number, elapsedMs: number): string {
  const speed = elapsedMs === 0 ? 0 : Math.round(((rows - resumedAfter) * 1_000) / elapsedMs);
  const left = share <= 0.01 ? '' : `  ${Math.ceil((elapsedMs / share) * (1 - share) / 1_000)} s left`;
  return `${String(Math.floor(share * 100)).padStart(3)} %  ${number.format(rows)} rows  ${number.format(speed)} rows/s  ${number.format(refused)} refused${left}`;
}
