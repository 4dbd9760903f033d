import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, explainDueDate } from './calendar.ts';

const explain = (start: string, days: number, clause: string) => explainDueDate(assertOk(addWorkingDays(start, days)), clause);

describe('the explanation of a due date', () => {
  test('names the clause, the event, the holidays by name and span, and the weekend days worked', () => {
    expect(explain('2025-04-03', 20, 'DB50/T 8.8.1')).toEqual({
      zh: '依据DB50/T 8.8.1，自2025-04-03（当日不计）起第20个工作日为2025-05-06；扣除周末5天；扣除节假日：清明节（2025-04-04~2025-04-06）、劳动节（2025-05-01~2025-05-05）；调休上班计入：2025-04-27。',
      en: 'Under DB50/T 8.8.1, working day 20 after 2025-04-03 (not counted itself) is 2025-05-06; weekend days passed over: 5; holidays passed over: 清明节 (2025-04-04~2025-04-06), 劳动节 (2025-05-01~2025-05-05); weekend days worked and counted: 2025-04-27.',
    });
  });

  test('says nothing of what did not happen', () => {
    expect(explain('2025-03-03', 1, '第四十条').zh).toBe('依据第四十条，自2025-03-03（当日不计）起第1个工作日为2025-03-04。');
  });

  test('gives a holiday of one day as a day, and divides a holiday at an ordinary weekend', () => {
    expect(explain('2014-04-04', 1, 'x').zh).toContain('扣除周末1天；扣除节假日：清明节（2014-04-05）、清明节（2014-04-07）。');
  });

  test('warns where the next notice may move the day', () => {
    const { zh, en } = explain('2026-12-24', 3, 'x');
    expect(zh).toContain('尚未公布');
    expect(en).toContain('not yet published');
  });
});
