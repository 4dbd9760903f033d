export const SCHEME_STATES = ['DRAFT', 'SUBMITTED', 'AGREED'] as const;
export const DRAWN_BY = ['EACH_DEPARTMENT', 'LEAD_DEPARTMENT'] as const;
