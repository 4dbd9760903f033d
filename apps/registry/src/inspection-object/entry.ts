import type { RefusalDetails } from '@sortition/kernel';
import type { ProductColumns, SiteColumns } from './kind-details.ts';

type Text = string | null | undefined;

/** An entry as it is typed, imported or sent: every field of tables B.1 to B.3 and of the register, nothing checked yet. */
export interface EntryFields {
  readonly kind: string;
  readonly subtype?: Text;
  readonly identifierName?: Text;
  readonly name?: Text;
  readonly code?: Text;
  readonly uscc?: Text;
  readonly registrationNumber?: Text;
  readonly inspectionAddress?: Text;
  readonly contactPhone?: Text;
  readonly district?: Text;
  readonly counterpartNature?: Text;
  readonly divisionCode?: Text;
  readonly legalRepresentative?: Text;
  readonly entityType?: Text;
  readonly registeredCapital?: Text;
  readonly registeredOn?: Text;
  readonly businessScope?: Text;
  readonly siteName?: Text;
  readonly area?: Text;
  readonly division?: Text;
  readonly responsibleUnit?: Text;
  readonly responsibleUnitUscc?: Text;
  readonly responsiblePerson?: Text;
  readonly responsiblePersonIdType?: Text;
  readonly responsiblePersonIdNo?: Text;
  readonly siteUse?: Text;
  readonly siteScale?: Text;
  readonly inUseFrom?: Text;
  readonly serviceLife?: Text;
  readonly licenceNo?: Text;
  readonly enterpriseName?: Text;
  readonly issuedOn?: Text;
  readonly validUntil?: Text;
  readonly tags?: readonly string[] | null | undefined;
  readonly riskLevel?: Text;
  readonly creditLevel?: Text;
  readonly weight?: number | null | undefined;
}

/** Personal data is still in clear here; it is sealed on its way into the table. */
export type PlainDetails = (Omit<SiteColumns, 'responsiblePersonIdNoSealed'> & { readonly responsiblePersonIdNo?: string | undefined }) | ProductColumns;

/** An entry that may be stored. */
export interface Entry {
  readonly kind: string;
  readonly subtype: string | null;
  readonly identifierName: string | null;
  readonly name: string;
  readonly identityKey: string;
  readonly code: string | null;
  readonly uscc: string | null;
  readonly registrationNumber: string | null;
  readonly counterpartNature: string | null;
  readonly divisionCode: string;
  readonly district: string | null;
  readonly inspectionAddress: string | null;
  readonly contactPhone: string | null;
  readonly legalRepresentative: string | null;
  readonly entityType: string | null;
  readonly registeredCapital: string | null;
  readonly businessScope: string | null;
  readonly registeredOn: string | null;
  readonly details: PlainDetails | null;
  readonly tags: readonly string[];
  readonly riskLevel: string | null;
  readonly creditLevel: string | null;
  readonly weight: number;
  readonly missingFields: readonly string[];
}

/** One thing that is wrong with an entry. */
export interface EntryError {
  readonly code: 'MISSING_FIELD' | 'INVALID_VALUE' | 'DUPLICATE_OBJECT';
  readonly field: string;
  readonly details: RefusalDetails;
}

export const missing = (field: string): EntryError => ({ code: 'MISSING_FIELD', field, details: { field } });
export const invalid = (field: string, reason: string, details: RefusalDetails = {}): EntryError => ({ code: 'INVALID_VALUE', field, details: { field, reason, ...details } });
