import { assumed, silent, text } from '../../answer.ts';
import type { DrawAnswers } from '../../schema/draw.schema.ts';

export const draw: DrawAnswers = {
  draw: {
    algorithm: assumed('SEEDED_REPRODUCIBLE', 'art.13(1)'),
    verifiable: silent(),
    randomness: {
      revealWithin: silent(),
      objectionDays: silent(),
    },
    rounding: silent(),
    minimum: silent(),
    modes: text(['UNDIRECTED', 'DIRECTED'], 'art.12(4)'),
    differentiation: text(['CREDIT', 'RISK', 'REGION', 'FIELD'], 'art.12(5)'),
    ratioFactors: text(['CREDIT', 'RISK', 'REGION', 'FIELD'], 'art.12(5)'),
    strata: text(['CREDIT', 'RISK', 'REGION', 'FIELD'], 'art.12(5)'),
    lowRisk: text('MAY_BE_LOWERED', 'art.12(4)'),
    highRisk: text('MUST_BE_RAISED', 'art.12(4)'),
    repeat: {
      rule: text('EXCLUDE_SAME_YEAR', 'art.13(1)'),
      exceptions: text(['KEY_ITEM', 'COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING'], 'art.13(1)'),
      actions: silent(),
    },
    integrateWhileDrawing: silent(),
    object: {
      drawnBy: text('PER_SCHEME', 'art.13(1)'),
      lockOn: silent(),
      changeApprover: silent(),
    },
    inspector: {
      drawnBy: text('PER_SCHEME', 'art.13(2)'),
      factors: text(['GEOGRAPHY', 'STAFFING', 'SPECIALTY', 'SUPPORT'], 'art.13(2)'),
      schemesExtensible: silent(),
      schemes: silent(),
      schemeRequired: text(true, 'art.13(2)'),
      lockOn: silent(),
      replacement: {
        approver: silent(),
        reasons: silent(),
        qualification: silent(),
        redraw: silent(),
      },
    },
    match: text('RANDOM', 'art.7(4)'),
    crossRegion: silent(),
    disclosure: text('AFTER_INSPECTION', 'art.14(1)'),
    fallbackDimensions: text(['TIME', 'CONTENT', 'MODE', 'REGION'], 'art.14(1)'),
  },
};
