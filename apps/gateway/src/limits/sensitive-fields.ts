/** Acts that cannot be taken back. */
const FINAL_ACT = /^(?:draw|publish|decide|approve|dispatch)[A-Z]/;

/** What answers whether a guess was right: the digits of a ceremony, a value that was committed to, a signature, a credit code. */
const GUESSES: ReadonlySet<string> = new Set(['confirmCeremony', 'revealRandomness', 'submitBeacon', 'cosignCheckpoint', 'creditReference']);

/** What computes or reads again all that there is of something, for whoever asks. */
const REPETITIONS: ReadonlySet<string> = new Set(['verifyDraw', 'verifyLog', 'verifyAudit', 'objectDrawPreview']);

/** What somebody may write who has not said who he is. */
const SAID_BY_ANYBODY: ReadonlySet<string> = new Set(['submitFeedback']);

/** Such a mutation is the only one of its operation, so that none can ride along unseen or be tried in bulk. */
export const standsAlone = (mutation: string): boolean => FINAL_ACT.test(mutation) || GUESSES.has(mutation) || SAID_BY_ANYBODY.has(mutation);

/** Root fields whose calls are counted per caller, whatever else is asked for. */
export const isCounted = (rootField: string): boolean => FINAL_ACT.test(rootField) || GUESSES.has(rootField) || REPETITIONS.has(rootField) || SAID_BY_ANYBODY.has(rootField);

/** Those that are named one by one. */
export const NAMED_FIELDS: readonly string[] = [...GUESSES, ...REPETITIONS, ...SAID_BY_ANYBODY];
