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

function fitsBand(band: ClassBand, ratio: RatioParts): boolean {
  const min = boundOf(band.min);
  if (band.minInclusive ? ratio < min : ratio <= min) return false;
  if (band.max === null) return true;
  const max = boundOf(band.max);
  return band.maxInclusive ? ratio <= max : ratio < max;
}

/** A general item has a cap of its own, a key item none; where classes are bands, a ratio belongs into the band of its class. */
export function ratioFitsItem(profile: Profile, item: CappedItem, ratio: RatioParts): Outcome<void> {
  const clause = clauseOf(profile.itemClass.ratio);
  const cap = item.ratioMax === null ? null : partsOfRatio(item.ratioMax);
  if (cap !== null && ratio > cap) return refuse('RATIO_CAP_EXCEEDED', clause, { itemId: item.itemId, cap: printRatio(cap), ratio: printRatio(ratio) });
  const band = bandOf(profile, item.itemClass);
  if (band?.rule === 'BOUNDED' && !fitsBand(band, ratio)) {
    return refuse('ITEM_CLASS_RATIO_MISMATCH', clause, { itemId: item.itemId, itemClass: item.itemClass, ratio: printRatio(ratio) });
  }
  return ok(undefined);
}

/** Every ratio of an entry, that of each stratum too, against every item of it: a cap holds for whoever is drawn. */
export function ratiosFitItems(profile: Profile, items: readonly CappedItem[], ratios: readonly RatioParts[]): Outcome<void> {
  for (const item of items) {
    for (const ratio of ratios) {
      const fits = ratioFitsItem(profile, item, ratio);
      if (!fits.ok) return fits;
    }
  }
  return ok(undefined);
}
