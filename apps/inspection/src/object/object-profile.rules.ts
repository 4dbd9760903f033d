/** What the directory says of an object, field by field. */
export interface Registration {
  readonly name: string;
  readonly uscc: string | null;
  readonly responsibleUscc: string | null;
  readonly district: string;
  readonly address: string | null;
  readonly legalRepresentative: string | null;
}

const FIELDS = ['name', 'uscc', 'responsibleUscc', 'district', 'address', 'legalRepresentative'] as const satisfies readonly (keyof Registration)[];

export interface RegistrationChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** CQ 8.6.1: what is not as it was when the object was last inspected. */
export const changesBetween = (before: Registration, after: Registration): RegistrationChange[] =>
  FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({ field, before: before[field], after: after[field] }));

/** The fields that are filled, as facts of the section REGISTRATION. */
export const registrationFacts = (registration: Registration): { readonly key: string; readonly value: string }[] =>
  FIELDS.flatMap((field) => {
    const value = registration[field];
    return value === null ? [] : [{ key: field, value }];
  });
