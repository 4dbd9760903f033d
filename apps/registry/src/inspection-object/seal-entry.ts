import { maskCitizenId, maskName, maskPhone } from '@sortition/identifiers';
import type { PersonalData } from '@sortition/service-kit';
import type { Entry, PlainDetails } from './entry.ts';
import type { ObjectRow } from './inspection-object.store.ts';
import type { KindDetails } from './kind-details.ts';

type Sealed = Pick<ObjectRow, 'contactPhoneSealed' | 'details'>;

/** Telephone and document number leave the clear. What is known already keeps its seal, so that an unchanged entry stays the same. */
export function sealEntry(personalData: PersonalData, entry: Pick<Entry, 'contactPhone' | 'details'>, before: Sealed | null): Sealed {
  const reseal = (value: string | null | undefined, sealed: string | null | undefined): string | null => {
    if (value == null) return null;
    return sealed != null && personalData.open(sealed) === value ? sealed : personalData.seal(value);
  };
  const knownIdNo = before?.details?.kind === 'SITE' ? before.details.responsiblePersonIdNoSealed : null;
  return { contactPhoneSealed: reseal(entry.contactPhone, before?.contactPhoneSealed), details: sealDetails(entry.details, (idNo) => reseal(idNo, knownIdNo)) };
}

function sealDetails(details: PlainDetails | null, seal: (idNo: string | undefined) => string | null): KindDetails | null {
  if (details?.kind !== 'SITE') return details;
  const { responsiblePersonIdNo, ...rest } = details;
  return present({ ...rest, responsiblePersonIdNoSealed: seal(responsiblePersonIdNo) ?? undefined });
}

/** As JSON holds it: without members that are undefined. */
const present = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value));

/** What the audit trail may show of an entry. */
export const auditedObject = ({ contactPhoneSealed, details, legalRepresentative, ...row }: ObjectRow): object => ({
  ...row,
  legalRepresentative: legalRepresentative === null ? null : maskName(legalRepresentative),
  contactPhone: contactPhoneSealed === null ? null : 'sealed',
  details: details?.kind === 'SITE' ? { ...details, responsiblePerson: details.responsiblePerson === undefined ? undefined : maskName(details.responsiblePerson), responsiblePersonIdNoSealed: details.responsiblePersonIdNoSealed === undefined ? undefined : 'sealed' } : details,
});

export const phoneShownTo = (personalData: PersonalData, sealed: string | null, own: boolean): string | null => {
  if (sealed === null) return null;
  const phone = personalData.open(sealed);
  return own ? phone : maskPhone(phone);
};

export const idNoShown = (personalData: PersonalData, sealed: string | null | undefined): string | null => (sealed == null ? null : maskCitizenId(personalData.open(sealed)));
