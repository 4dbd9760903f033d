import { loadById, type ServiceContext } from '@sortition/service-kit';
import { findInspectionsByIds, type InspectionRow } from './visit.store.ts';

/** All the visits that one request asks for, in one statement. A visit that the caller may not see is null. */
export const loadInspection = (context: ServiceContext, id: string): Promise<InspectionRow | null> => loadById(context, 'inspection', id, (row) => row.id, findInspectionsByIds);
