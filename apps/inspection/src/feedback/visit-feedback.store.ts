import { among, byKeys, type Tx } from '@sortition/service-kit';
import { visitFeedback } from './visit-feedback.table.ts';

export type VisitFeedbackRow = typeof visitFeedback.$inferSelect;

export const insertFeedback = (tx: Tx, row: VisitFeedbackRow): Promise<unknown> => tx.insert(visitFeedback).values(row);

export const listFeedback = byKeys((tx, inspectionIds) => tx.select().from(visitFeedback).where(among(visitFeedback.inspectionId, inspectionIds)));
