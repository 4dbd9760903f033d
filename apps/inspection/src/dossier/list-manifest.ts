import { createHash } from 'node:crypto';
import { canonicalJson, type Tx } from '@sortition/service-kit';
import type { EvidenceRow } from '../evidence/evidence.store.ts';
import type { FollowUpRow } from '../follow-up/follow-up.store.ts';
import { listNotices } from '../notice/notice.store.ts';
import { contentHashOf } from '../record/record-content.ts';
import { listExpertOpinions, listRecordItems, listSignatures, type RecordRow } from '../record/record.store.ts';
import { listResultItems, type ResultRow } from '../result/result.store.ts';
import { listThirdPartyReports } from '../third-party/third-party-report.store.ts';
import type { PaperMaterialRow } from './archive-rule.store.ts';
import type { DossierEntry } from './dossier.table.ts';

export const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(value)))).digest('hex');

export interface DossierParts {
  readonly inspectionId: string;
  readonly records: readonly RecordRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly results: readonly ResultRow[];
  readonly followUps: readonly FollowUpRow[];
  readonly materials: readonly PaperMaterialRow[];
}

/** Everything that hangs on the visit, each part with the hash of its content. Evidence enters with the hash of its bytes. */
export async function listManifest(tx: Tx, { inspectionId, records, evidence, results, followUps, materials }: DossierParts): Promise<DossierEntry[]> {
  const recordIds = records.map(({ id }) => id);
  const items = recordIds.length === 0 ? [] : await listRecordItems(tx, recordIds);
  const signatures = recordIds.length === 0 ? [] : await listSignatures(tx, recordIds);
  const opinions = recordIds.length === 0 ? [] : await listExpertOpinions(tx, recordIds);
  const resultItems = results.length === 0 ? [] : await listResultItems(tx, results.map(({ id }) => id));
  const reports = recordIds.length === 0 ? [] : await listThirdPartyReports(tx, recordIds);
  return [
    ...(await listNotices(tx, [inspectionId])).map((row) => ({ kind: 'NOTICE' as const, id: row.id, sha256: hashOf(row) })),
    ...records.map((row) => ({ kind: 'RECORD_FORM' as const, id: row.id, sha256: contentHashOf(row, items.filter(({ recordId }) => recordId === row.id)) })),
    ...signatures.map((row) => ({ kind: 'SIGNATURE' as const, id: row.id, sha256: hashOf(row) })),
    ...opinions.map((row) => ({ kind: 'EXPERT_OPINION' as const, id: row.id, sha256: hashOf(row) })),
    ...evidence.map((row) => ({ kind: 'EVIDENCE' as const, id: row.id, sha256: row.sha256 })),
    // publication goes on after the sealing, so the result enters as it was formed
    ...results.map(({ publicationState, finalAt, state, ...row }) => ({ kind: 'RESULT' as const, id: row.id, sha256: hashOf({ ...row, items: resultItems.filter(({ resultId }) => resultId === row.id) }) })),
    ...reports.map((row) => ({ kind: 'THIRD_PARTY_REPORT' as const, id: row.id, sha256: hashOf(row) })),
    ...materials.flatMap((row) => (row.scanSha256 === null ? [] : [{ kind: 'SCAN' as const, id: row.id, sha256: row.scanSha256 }])),
    ...followUps.map((row) => ({ kind: 'FOLLOW_UP' as const, id: row.id, sha256: hashOf(row) })),
  ];
}
