import { UnitDraw, type KeptTickets, type StratumQuota } from '@sortition/draw';
import { idsOf } from './frame-lines.ts';
import { nativeSha256 } from './native-sha256.ts';

/** All that it takes to draw from the blocks of a frame, wherever that is done. */
export interface BlockDrawPlan {
  readonly seed: string;
  readonly quotas: readonly StratumQuota[];
  /** Of the frame: its stratum keys by their number in the blocks, and whether leaves stand for its units. */
  readonly keys: readonly string[];
  readonly sealed: boolean;
}

/** Draws from blocks of a frame; the order of the blocks, and which of them another draw takes, makes no difference. */
export class BlockDraw {
  readonly #draw: UnitDraw;
  readonly #strata: readonly ReturnType<UnitDraw['stratum']>[];
  readonly #sealed: boolean;

  constructor({ seed, quotas, keys, sealed }: BlockDrawPlan) {
    const draw = new UnitDraw({ seed, strata: quotas, hasher: nativeSha256 });
    this.#draw = draw;
    this.#strata = keys.map((key) => draw.stratum(key));
    this.#sealed = sealed;
  }

  add(units: Uint8Array): void {
    const { text, length, codes } = idsOf(units, this.#sealed);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] ?? 0;
      const stratum = this.#strata[code >>> 16] ?? null;
      if (stratum !== null) this.#draw.addId(stratum, text, i * length, (i + 1) * length, code & 0xffff);
    }
  }

  kept(): KeptTickets[] {
    return this.#draw.kept();
  }

  join(kept: readonly KeptTickets[]): void {
    this.#draw.join(kept);
  }

  finish(): ReturnType<UnitDraw['finish']> {
    return this.#draw.finish();
  }
}
