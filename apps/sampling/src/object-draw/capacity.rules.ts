export interface Capacity {
  readonly departmentId: string;
  /** Inspectors who could be drawn. */
  readonly available: number;
  /** Places in the teams that the scheme gives to the department. */
  readonly needed: number;
  /** Visits for each of those who could be drawn, with two decimals, rounded up so that a load is never told too small; null without anybody. */
  readonly visitsPerInspector: string | null;
}

interface Scheme {
  readonly inspectorsPerDepartment: number;
  readonly teamCount: number;
}

/** What a list of so many objects asks of a department, each visited by one team in which the department has its inspectors. */
export function capacityOf(departmentId: string, available: number, objects: number, { inspectorsPerDepartment, teamCount }: Scheme): Capacity {
  const hundredths = available === 0 ? null : Math.ceil((objects * inspectorsPerDepartment * 100) / available);
  return {
    departmentId, available, needed: inspectorsPerDepartment * teamCount,
    visitsPerInspector: hundredths === null ? null : `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`,
  };
}

export const isShort = ({ available, needed }: Capacity): boolean => available < needed;
