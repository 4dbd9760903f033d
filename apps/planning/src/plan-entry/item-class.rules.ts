import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { partsOfRatio, printRatio, provenRatio, type RatioParts } from './ratio.rules.ts';

/** What a ratio is measured against: the class of an item, and its own cap where it has one. */
export interface CappedItem {
  readonly itemId: string;
  readonly itemClass: string | null;
  readonly ratioMax: string | null;
}

type ClassBand = NonNullable<Profile['itemClass']['ratio']['value']>[number];

const bandOf = (profile: Profile, itemClass: string | null): ClassBand | undefined => profile.itemClass.ratio.value?.find(({ code }) => code === itemClass);

// the profile's bounds are shares written by hand with few decimals; their text is exact
const boundOf = (share: number): RatioParts => provenRatio(share.toString());

const isBelow = (band: ClassBand, ratio: RatioParts): boolean => {
  const min = boundOf(band.min);
  return band.minInclusive ? ratio < min : ratio <= min;
};

function isAbove(band: ClassBand, ratio: RatioParts): boolean {
  if (band.max === null) return false;
  const max = boundOf(band.max);
  return band.maxInclusive ? ratio > max : ratio >= max;
}

/** A general item has a cap of its own, a key item none; where classes are bands, a ratio does not rise above its own. */
function ratioDoesNotExceed(profile: Profile, item: CappedItem, ratio: RatioParts): Outcome<void> {
  const clause = clauseOf(profile.itemClass.ratio);
  const cap = item.ratioMax === null ? null : partsOfRatio(item.ratioMax);
  if (cap !== null && ratio > cap) return refuse('RATIO_CAP_EXCEEDED', clause, { itemId: item.itemId, cap: printRatio(cap), ratio: printRatio(ratio) });
  const band = bandOf(profile, item.itemClass);
  return band !== undefined && isAbove(band, ratio) ? refuse('ITEM_CLASS_RATIO_MISMATCH', clause, { itemId: item.itemId, itemClass: item.itemClass, ratio: printRatio(ratio) }) : ok(undefined);
}

/**
 * The ratio of an entry and that of each stratum, against every item of it. A cap holds for whoever is drawn; the lower end of a
 * band holds for the whole, for low risk may be drawn less.
 */
export function ratiosFitItems(profile: Profile, items: readonly CappedItem[], base: RatioParts | null, strata: readonly RatioParts[]): Outcome<void> {
  const ratios = base === null ? strata : [base, ...strata];
  for (const item of items) {
    for (const ratio of ratios) {
      const fits = ratioDoesNotExceed(profile, item, ratio);
      if (!fits.ok) return fits;
    }
    const band = bandOf(profile, item.itemClass);
    if (base !== null && band !== undefined && band.rule !== 'UNSET' && isBelow(band, base)) {
      return refuse('ITEM_CLASS_RATIO_MISMATCH', clauseOf(profile.itemClass.ratio), { itemId: item.itemId, itemClass: item.itemClass, ratio: printRatio(base) });
    }
  }
  return ok(undefined);
}
