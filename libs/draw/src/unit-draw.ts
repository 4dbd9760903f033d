/** A unit with its ticket, as the certificate names it. */
export interface DrawnUnit {
  readonly unitId: string;
  readonly weight: number;
  /** The smallest of its tickets, 64 hexadecimal digits. */
  readonly ticket: string;
}
