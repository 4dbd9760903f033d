import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, recordNoChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listFacts, saveFact } from './object.store.ts';

export interface SaveObjectFactsInput extends MutationInput {
  readonly objectId: string;
  readonly facts: readonly {
    readonly section: 'REGISTRATION' | 'PERMIT' | 'FILING' | 'PENALTY';
    readonly key: string;
    readonly value: string;
    readonly issuedBy?: string | null | undefined;
    readonly validFrom?: string | null | undefined;
    readonly validUntil?: string | null | undefined;
  }[];
}

/** Permits, filings and penalties as their systems report them. Registration is the directory's own and is not taken from elsewhere. */
export async function saveObjectFacts(tx: Tx, act: Act, input: SaveObjectFactsInput): Promise<Outcome<{ changed: number }>> {
  const known = await listFacts(tx, [input.objectId]);
  let changed = 0;
  for (const { section, key, value, issuedBy = null, validFrom = null, validUntil = null } of input.facts) {
    if (section === 'REGISTRATION') return refuse('INVALID_VALUE', null, { field: 'facts[].section' });
    if (key.trim() === '' || value.trim() === '') return refuse('MISSING_FIELD', null, { field: key.trim() === '' ? 'facts[].key' : 'facts[].value' });
    const before = known.find((fact) => fact.section === section && fact.key === key);
    if (before !== undefined && before.value === value && before.issuedBy === issuedBy && before.validFrom === validFrom && before.validUntil === validUntil) continue;
    const row = { objectId: input.objectId, section, key, value, issuedBy, validFrom, validUntil, savedAt: act.now };
    await saveFact(tx, row);
    recordChange(tx, { entity: 'ObjectFact', entityId: input.objectId, before: before ?? null, after: row });
    changed += 1;
  }
  if (changed === 0) recordNoChange(tx);
  return ok({ changed });
}
