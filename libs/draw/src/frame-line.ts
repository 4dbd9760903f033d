import { isPlainText } from './plain-text.ts';

/** One unit of a frame (抽样框): a unit of weight w holds w tickets. */
export interface FrameUnit {
  readonly unitId: string;
  /** The key of its stratum (层), such as `HIGH`. */
  readonly stratum: string;
  /** An integer from 1 to 1000; 1 where nothing is weighted. */
  readonly weight: number;
}

export const MAX_WEIGHT = 1000;

/** What is wrong with a unit of a frame, or with its place in it. */
export type FrameFault = 'UNIT_ID_INVALID' | 'STRATUM_INVALID' | 'WEIGHT_INVALID' | 'NOT_ASCENDING' | 'LINE_INVALID';

/** The canonical line: unit id, stratum key and weight, parted by TAB, without the LF that ends it. */
export const frameLine = ({ unitId, stratum, weight }: FrameUnit): string => `${unitId}\t${stratum}\t${weight}`;

/** The first fault of a unit by itself; null for a sound one. */
export function faultOfUnit({ unitId, stratum, weight }: FrameUnit): FrameFault | null {
  if (unitId === '' || !isPlainText(unitId)) return 'UNIT_ID_INVALID';
  if (stratum === '' || !isPlainText(stratum)) return 'STRATUM_INVALID';
  return Number.isInteger(weight) && weight >= 1 && weight <= MAX_WEIGHT ? null : 'WEIGHT_INVALID';
}

/** Reads a canonical line (without LF); null when it is none. */
export function parseFrameLine(line: string): FrameUnit | null {
  const [unitId = '', stratum = '', weight = '', ...rest] = line.split('\t');
  if (rest.length > 0 || !/^[1-9][0-9]{0,3}$/.test(weight)) return null;
  const unit = { unitId, stratum, weight: Number(weight) };
  return faultOfUnit(unit) === null ? unit : null;
}
