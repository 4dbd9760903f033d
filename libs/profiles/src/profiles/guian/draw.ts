import { silent, text } from '../../answer.ts';
import type { DrawAnswers } from '../../schema/draw.schema.ts';

export const draw: DrawAnswers = {
  draw: {
    algorithm: silent(),
    verifiable: silent(),
    randomness: {
      revealWithin: silent(),
      objectionDays: silent(),
    },
    rounding: silent(),
    minimum: silent(),
    modes: silent(),
    differentiation: text(['CREDIT', 'RISK'], 'art.29'),
    ratioFactors: text(['CREDIT', 'RISK', 'COMPLAINT', 'CASE'], 'art.14'),
    strata: text(['CREDIT', 'RISK'], 'art.29'),
    lowRisk: text('MUST_STAY_BELOW_HIGH_RISK', 'art.8'),
    highRisk: text('MUST_EXCEED_LOW_RISK', 'art.8'),
    repeat: {
      rule: text('PROMPT', 'art.34'),
      exceptions: silent(),
      actions: text(['EXCLUDE', 'MERGE'], 'art.34'),
    },
    integrateWhileDrawing: text(true, 'art.34'),
    object: {
      drawnBy: text('LEAD_DEPARTMENT', 'art.41'),
      lockOn: silent(),
      changeApprover: silent(),
    },
    inspector: {
      drawnBy: text('EACH_DEPARTMENT', 'art.41'),
      factors: silent(),
      schemesExtensible: silent(),
      schemes: silent(),
      schemeRequired: silent(),
      lockOn: silent(),
      replacement: {
        approver: silent(),
        reasons: silent(),
        qualification: silent(),
        redraw: silent(),
      },
    },
    match: silent(),
    crossRegion: silent(),
    disclosure: silent(),
    fallbackDimensions: silent(),
  },
};
