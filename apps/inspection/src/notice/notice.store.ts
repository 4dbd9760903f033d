import { newId } from '@sortition/kernel';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import type { InspectionRow } from '../visit/visit.store.ts';
import { notice } from './notice.table.ts';

export type NoticeRow = typeof notice.$inferSelect;

const EMPTY = {
  channel: null, form: null, templateVersion: null, inspectionTime: null, cooperationRequirements: null, materials: null, calleeSealed: null, calledAt: null,
  documentList: null, deliveryTime: null, deliveryPlace: null, otherRequirements: null, ground: null, legalBasis: null,
} satisfies Partial<NoticeRow>;

export const waivedNotice = (visit: InspectionRow, why: Pick<NoticeRow, 'ground' | 'legalBasis' | 'givenById' | 'givenAt'>): NoticeRow =>
  ({ ...EMPTY, region: visit.region, id: newId(), inspectionId: visit.id, state: 'WAIVED', ...why });

export const sentNotice = (visit: InspectionRow, content: Omit<NoticeRow, 'region' | 'id' | 'inspectionId' | 'state' | 'ground' | 'legalBasis'>): NoticeRow =>
  ({ ...EMPTY, region: visit.region, id: newId(), inspectionId: visit.id, state: 'SENT', ...content });

export const insertNotice = (tx: Tx, row: NoticeRow): Promise<unknown> => tx.insert(notice).values(row);

export const listNotices = byKeys((tx, inspectionIds) => tx.select().from(notice).where(among(notice.inspectionId, inspectionIds)));

export const findNoticesByIds = byKeys((tx, ids) => tx.select().from(notice).where(among(notice.id, ids)));
