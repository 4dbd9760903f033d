/** An entity of another service: here only its key is known. */
export interface Reference {
  readonly id: string;
}

/** A task by its key; what sampling knows of it hangs on its fields. */
export type TaskReference = Reference;
