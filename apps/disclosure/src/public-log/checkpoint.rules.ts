/** How many of the witnesses have to cosign before a checkpoint is taken for granted: more than half, so that no two stories can both have enough. */
export const quorumOf = (witnesses: number): number => (witnesses === 0 ? 0 : Math.floor(witnesses / 2) + 1);
