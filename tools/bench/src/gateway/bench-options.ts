import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderName, type Mode } from './contenders.ts';
import { DOCUMENTS, type DocumentName } from './documents.ts';

export interface GatewayBenchOptions {
  /** `live`: the real services. `recorded`: their answers from memory, so that the gateway alone is measured. */
  readonly subgraphs: 'live' | 'recorded';
  readonly city: number;
  readonly seed: string;
  readonly documents: readonly DocumentName[];
  readonly contenders: readonly ContenderName[];
  readonly modes: readonly Mode[];
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Different requests per document. */
  readonly sets: number;
}

const SUBGRAPHS = ['live', 'recorded'] as const;
const MODES = ['distinct', 'identical'] as const;

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T => (all as readonly string[]).includes(text);

function several<T extends string>(name: string, text: string, all: readonly T[]): T[] {
  return text.split(',').map((one) => {
    if (!isOneOf(all, one)) throw new Error(`--${name} ${one}: there are ${all.join(', ')}`);
    return one;
  });
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} ${text}: a number above 0 is needed`);
  return value;
}

const documentNames = Object.keys(DOCUMENTS).filter((name): name is DocumentName => name in DOCUMENTS);

export function readOptions(args: readonly string[]): GatewayBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subgraphs: { type: 'string', default: 'live' }, city: { type: 'string', default: '20000' }, seed: { type: 'string', default: 'sortition' },
      documents: { type: 'string', default: documentNames.join(',') }, contenders: { type: 'string', default: CONTENDERS.join(',') }, mode: { type: 'string', default: MODES.join(',') },
      rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '4' }, connections: { type: 'string', default: '16' }, sets: { type: 'string', default: '400' },
    },
  });
  const [subgraphs = 'live'] = several('subgraphs', values.subgraphs, SUBGRAPHS);
  return {
    subgraphs,
    city: positive('city', values.city), seed: values.seed,
    documents: several('documents', values.documents, documentNames),
    contenders: several('contenders', values.contenders, CONTENDERS),
    modes: several('mode', values.mode, MODES),
    rounds: positive('rounds', values.rounds), seconds: positive('seconds', values.seconds), connections: positive('connections', values.connections), sets: positive('sets', values.sets),
  };
}
