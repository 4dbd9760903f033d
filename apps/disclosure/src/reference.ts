/** A record of another service, known here by its id alone. */
export interface Reference {
  readonly id: string;
}
