import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { DrawAnswers } from '../schema/draw.schema.ts';

export const draw = {
  draw: {
    algorithm: fallback('SEEDED_REPRODUCIBLE', 'platform'),
    verifiable: fallback(true, 'platform'),
    randomness: {
      revealWithin: fallback(2, 'platform'),
      objectionDays: silent(),
    },
    rounding: fallback('CEIL', 'the texts give a ratio only'),
    minimum: fallback(1, 'the texts give a ratio only'),
    modes: silent(),
    differentiation: silent(),
    ratioFactors: silent(),
    strata: silent(),
    lowRisk: silent(),
    highRisk: silent(),
    repeat: {
      rule: silent(),
      exceptions: silent(),
      actions: fallback(['EXCLUDE'], 'not demanded'),
    },
    integrateWhileDrawing: fallback(false, 'not demanded'),
    object: {
      drawnBy: fallback('LEAD_DEPARTMENT', 'not demanded'),
      lockOn: fallback('CONFIRMED', 'platform'),
      changeApprover: fallback('DEPARTMENT_PRINCIPAL_HEAD', 'the text names nobody'),
    },
    inspector: {
      drawnBy: silent(),
      factors: silent(),
      schemesExtensible: silent(),
      schemes: silent(),
      schemeRequired: fallback(false, 'not demanded'),
      lockOn: fallback('DRAWN', 'platform'),
      replacement: {
        approver: fallback('DEPARTMENT_HEAD', 'the text names nobody'),
        reasons: fallback(['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'], 'not restricted'),
        qualification: fallback('ENFORCEMENT_QUALIFIED', 'platform'),
        redraw: fallback(false, 'not demanded'),
      },
    },
    match: fallback('RANDOM', 'platform'),
    crossRegion: silent(),
    disclosure: fallback('AFTER_INSPECTION', 'conflict of openness and uncertainty'),
    fallbackDimensions: fallback([], 'not demanded'),
  },
} satisfies Defaults<DrawAnswers>;
