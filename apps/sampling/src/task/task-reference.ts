/** An entity of another service: here only its key is known. */
export interface Reference {
  readonly id: string;
}

/** Somebody who serves and has left the directory. */
export interface Alert {
  readonly code: string;
  readonly messageZh: string;
  readonly teamId: string;
  readonly inspector: Reference;
}

/** A task by its key; what sampling knows of it hangs on its fields. */
export type TaskReference = Reference;
