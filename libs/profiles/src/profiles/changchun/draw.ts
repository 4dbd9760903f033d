import { assumed, silent, text } from '../../answer.ts';
import type { DrawAnswers } from '../../schema/draw.schema.ts';

export const draw: DrawAnswers = {
  draw: {
    algorithm: assumed('SEEDED_REPRODUCIBLE', 'art.2'),
    verifiable: silent(),
    randomness: {
      revealWithin: silent(),
      objectionDays: silent(),
    },
    rounding: silent(),
    minimum: silent(),
    modes: silent(),
    differentiation: text(['CREDIT'], 'art.10'),
    ratioFactors: text(['CREDIT'], 'art.10'),
    strata: text(['CREDIT'], 'art.10'),
    lowRisk: text('DIFFERENTIATED', 'art.10'),
    highRisk: text('DIFFERENTIATED', 'art.10'),
    repeat: {
      rule: silent(),
      exceptions: silent(),
      actions: silent(),
    },
    integrateWhileDrawing: silent(),
    object: {
      drawnBy: text('LEAD_DEPARTMENT', 'art.11'),
      lockOn: silent(),
      changeApprover: silent(),
    },
    inspector: {
      drawnBy: text('LEAD_DEPARTMENT', 'art.14'),
      factors: silent(),
      schemesExtensible: silent(),
      schemes: silent(),
      schemeRequired: silent(),
      lockOn: text('DRAWN', 'art.13'),
      replacement: {
        approver: text('DEPARTMENT_DEPUTY_HEAD', 'art.13'),
        reasons: text(['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'], 'art.13'),
        qualification: text('ENFORCEMENT_QUALIFIED', 'art.13'),
        redraw: text(false, 'art.13'),
      },
    },
    match: silent(),
    crossRegion: silent(),
    disclosure: assumed('AFTER_INSPECTION', 'art.4'),
    fallbackDimensions: silent(),
  },
};
