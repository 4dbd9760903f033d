import { officer } from '@sortition/tool-dev/play/people';
import type { JointTaskPlay } from '@sortition/tool-dev/play/joint-task';
import type { District } from './district.ts';

/** A joint task of the district's market and fire departments in spring 2025, completed on 3 April and published a week later. */
export const jointTaskOf = (district: District, entryId: string, changes: Partial<JointTaskPlay> & { readonly key: string }): JointTaskPlay => ({
  name: '2025年春季联合抽查', entryId, lead: district.market, participants: [district.fire], stranger: officer(district.culture, 'PLANNER'),
  period: { from: '2025-03-17', to: '2025-04-30' }, objectCount: 6, divisionCodes: [district.division],
  dates: {
    created: '2025-03-10T09:00:00+08:00', scheme: '2025-03-11T09:00:00+08:00', drawn: '2025-03-12T10:00:00+08:00', teamed: '2025-03-13T10:00:00+08:00',
    noticed: '2025-03-17T09:00:00+08:00', inspected: '2025-03-25T09:30:00+08:00', completed: '2025-04-03T16:00:00+08:00', published: '2025-04-10T10:00:00+08:00',
  },
  ...changes,
});
