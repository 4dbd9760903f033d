import { assumed, silent, text } from '../../answer.ts';
import type { DrawAnswers } from '../../schema/draw.schema.ts';

export const draw: DrawAnswers = {
  draw: {
    algorithm: assumed('SEEDED_REPRODUCIBLE', '2.4'),
    verifiable: text(true, '2.4'),
    randomness: {
      revealWithin: silent(),
      objectionDays: silent(),
    },
    rounding: silent(),
    minimum: silent(),
    modes: text(['UNDIRECTED', 'DIRECTED_BY_CLUE'], '2.4'),
    differentiation: text(['CREDIT_RISK'], '2.5'),
    ratioFactors: text(['CREDIT_RISK'], '2.5'),
    strata: text(['DISHONESTY', 'CREDIT_RISK'], '2.4'),
    lowRisk: text('DIFFERENTIATED', '2.5'),
    highRisk: assumed('MAY_BE_RAISED', '2.4'),
    repeat: {
      rule: text('EXCLUDE_LOW_RISK_SAME_YEAR', '2.5'),
      exceptions: text(['LAW_OR_RULE'], '2.5'),
      actions: silent(),
    },
    integrateWhileDrawing: silent(),
    object: {
      drawnBy: silent(),
      lockOn: silent(),
      changeApprover: silent(),
    },
    inspector: {
      drawnBy: assumed('PER_SCHEME', '2.4'),
      factors: text(['POOL', 'AREA', 'SPECIALTY'], '2.4'),
      schemesExtensible: text(true, '2.4'),
      schemes: assumed([
        { name: 'POOL', version: 1, zh: '全员随机', unit: 'GROUP', constraints: [], maxTeams: 1 },
        { name: 'AREA', version: 1, zh: '分片区随机', unit: 'OBJECT', constraints: ['AREA'], maxTeams: null },
        { name: 'GRID', version: 1, zh: '分网格随机', unit: 'OBJECT', constraints: ['GRID'], maxTeams: null },
        { name: 'SPECIALTY', version: 1, zh: '按专长随机', unit: 'GROUP', constraints: ['SPECIALTY'], maxTeams: 1 },
      ], '2.4'),
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
    crossRegion: text('OPTIONAL', '2.4'),
    disclosure: silent(),
    fallbackDimensions: silent(),
  },
};
