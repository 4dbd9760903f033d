export { fact, finding, type AuditCode, type AuditedLot, type Finding } from './audited-draw.ts';
export { conduct, type Conduct } from './conduct-audit.ts';
export { LifetimeAudit } from './lifetime-audit.ts';
export { PlaceAudit } from './place-audit.ts';
export { FALSE_ALARM_RATE, judge, type AuditedCheck, type RandomnessReport, type Verdict } from './randomness-report.ts';
export { listsAlike, pairsRepeat, type CommonUnits, type MostFrequentPair } from './repeat-audit.ts';
export { RotationAudit } from './rotation-audit.ts';
export { TicketAudit } from './ticket-audit.ts';
