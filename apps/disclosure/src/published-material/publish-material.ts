import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { loadOwnPublication } from '../publication/load-own-publication.ts';
import { actsForInspectingDepartment } from '../publication/publication.rules.ts';
import { insertMaterial, type PublishedMaterialRow } from './published-material.store.ts';

export interface PublishMaterialInput extends MutationInput {
  readonly publicationId: string;
  readonly title: string;
  readonly text: string;
  readonly confidential: boolean;
  readonly consentReference?: string | null | undefined;
}

/** SY art.15: financial data and trade secrets stay in the dossier unless the enterprise agrees. */
export function consentMustBeGiven(confidential: boolean, consentReference: string | null, profile: Profile): Outcome<void> {
  const { consentRequired } = profile.archive;
  return confidential && consentRequired.value && consentReference === null ? refuse('CONSENT_REQUIRED', clauseOf(consentRequired)) : ok(undefined);
}

/** Makes material of the dossier public beside a result that is. */
export async function publishMaterial(tx: Tx, act: Act, input: PublishMaterialInput): Promise<Outcome<{ publicationId: string }>> {
  const loaded = await loadOwnPublication(tx, act, input.publicationId);
  if (!loaded.ok) return loaded;
  const { row: publication, profile } = loaded.value;
  const own = actsForInspectingDepartment(profile, act.identity, publication);
  if (!own.ok) return own;
  const clause = clauseOf(profile.publication.principle);
  if (publication.state !== 'PUBLISHED' && publication.state !== 'REDACTED') return refuse('INVALID_TRANSITION', clause, { from: publication.state, to: 'publishMaterial' });
  const [title, text, consentReference] = [input.title.trim(), input.text.trim(), input.consentReference?.trim() || null];
  if (title === '' || text === '') return refuse('MISSING_FIELD', clause, { field: title === '' ? 'title' : 'text' });
  const consent = consentMustBeGiven(input.confidential, consentReference, profile);
  if (!consent.ok) return consent;
  const row: PublishedMaterialRow = { id: newId(), publicationId: publication.id, title, text, confidential: input.confidential, consentReference, publishedBy: act.identity.subject, publishedAt: act.now };
  await insertMaterial(tx, row);
  recordChange(tx, { entity: 'Publication', entityId: publication.id, before: null, after: { material: row } });
  return ok({ publicationId: publication.id });
}
