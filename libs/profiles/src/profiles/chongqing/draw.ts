import { assumed, silent, text } from '../../answer.ts';
import type { DrawAnswers } from '../../schema/draw.schema.ts';

export const draw: DrawAnswers = {
  draw: {
    algorithm: assumed('SEEDED_REPRODUCIBLE', '3.2'),
    verifiable: silent(),
    randomness: {
      revealWithin: silent(),
      objectionDays: silent(),
    },
    rounding: silent(),
    minimum: silent(),
    modes: text(['UNDIRECTED'], '8.4.2'),
    differentiation: text(['RISK', 'CREDIT'], '8.3.3'),
    ratioFactors: text(['RISK', 'CREDIT'], '7.5'),
    strata: text(['RISK', 'CREDIT'], '7.5'),
    lowRisk: text('MAY_BE_LOWERED', '8.3.3'),
    highRisk: text('MUST_BE_RAISED', '8.3.3'),
    repeat: {
      rule: silent(),
      exceptions: silent(),
      actions: silent(),
    },
    integrateWhileDrawing: silent(),
    object: {
      drawnBy: text('LEAD_DEPARTMENT', '8.4.2'),
      lockOn: text('CONFIRMED', '8.4.3'),
      changeApprover: text('DEPARTMENT_PRINCIPAL_HEAD', '8.4.3'),
    },
    inspector: {
      drawnBy: text('EACH_DEPARTMENT', '8.5.3'),
      factors: silent(),
      schemesExtensible: silent(),
      schemes: silent(),
      schemeRequired: silent(),
      lockOn: text('DRAWN', '8.5.2'),
      replacement: {
        approver: text('DEPARTMENT_HEAD', '8.5.2'),
        reasons: text(['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'], '8.5.2'),
        qualification: text('ENFORCEMENT_QUALIFIED', '8.5.2'),
        redraw: text(false, '8.5.2'),
      },
    },
    match: silent(),
    crossRegion: silent(),
    disclosure: silent(),
    fallbackDimensions: silent(),
  },
};
