/** One resolver map out of those of the aggregates; a field that two of them claim is a mistake. */
export function mergeResolvers(parts: readonly object[]): object {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [type, fields] of parts.flatMap((part) => Object.entries(part))) {
    for (const [field, resolver] of Object.entries(fields)) {
      const known = (merged[type] ??= {});
      if (field in known) throw new Error(`${type}.${field} is resolved twice`);
      known[field] = resolver;
    }
  }
  return merged;
}
