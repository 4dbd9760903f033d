/** An object of a subgraph's answer: plain, and made by nobody but the JSON parser or the executor. */
export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
