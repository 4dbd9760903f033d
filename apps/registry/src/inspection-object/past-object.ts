import { z } from 'zod';
import type { ObjectRow } from './inspection-object.store.ts';
import { kindDetails } from './kind-details.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** An entry as it was kept when another version took its place. */
const pastObject = z.object({
  divisionCode: z.string(), id: z.string(), kind: z.string(), subtype: z.string().nullable().default(null), name: z.string(), identifierName: z.string().nullable().default(null), identityKey: z.string(), code: z.string().nullable(), uscc: z.string().nullable(),
  registrationNumber: z.string().nullable(), counterpartNature: z.string().nullable(), district: z.string().nullable(), inspectionAddress: z.string().nullable(),
  contactPhoneSealed: z.string().nullable(), legalRepresentative: z.string().nullable(), entityType: z.string().nullable(), registeredCapital: z.string().nullable(),
  businessScope: z.string().nullable(), registeredOn: z.string().nullable(), details: kindDetails.nullable(), tags: z.array(z.string()), riskLevel: z.string().nullable(),
  creditLevel: z.string().nullable(), weight: z.number(), ownerDepartmentId: z.string().nullable(), coResponsibleIds: z.array(z.string()).default([]), sourceSystem: z.string().nullable(), externalId: z.string().nullable(),
  state: z.string(), missingFields: z.array(z.string()), profile: z.string(), rowVersion: z.number(), rosterVersion: z.number(), recordedAt: instant, recordedBy: z.string(),
  reason: z.string().nullable(),
});

export const readPastObject = (row: unknown): ObjectRow => pastObject.parse(row);
