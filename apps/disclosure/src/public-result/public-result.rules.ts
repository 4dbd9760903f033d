import type { FormedResult } from '../publication/publication.table.ts';
import type { ShownResultItem } from './public-result.table.ts';

/** A name as it is compared: width, case and blanks make no difference. */
export const normalisedName = (name: string): string => name.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '');

/** Pairs of neighbouring characters: every part of a name of two characters or more has its pairs among those of the name. */
export function pairsOf(name: string): string[] {
  const characters = [...normalisedName(name)];
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))];
}

/** One character alone has no pair, and would find half of the country. */
export const isSearchableName = (name: string): boolean => pairsOf(name).length > 0;

/** Characters 9 to 17 of a credit code are the organisation code of older papers (GB 11714). */
export const organisationCodeIn = (uscc: string | null): string | null => (uscc !== null && uscc.length === 18 ? uscc.slice(8, 17) : null);

export interface PublicationFacts {
  readonly id: string;
  readonly departmentId: string;
  readonly taskId: string;
  readonly taskNumber: string;
  readonly objectId: string;
  readonly uscc: string | null;
  readonly redactedFields: readonly string[];
}

export const publicItemsOf = (result: FormedResult): ShownResultItem[] =>
  result.items.map(({ itemId, itemName, code, labelZh, problemFound }) => ({ itemId, name: itemName, code, label: labelZh, problemFound }));

/** The allow-list: everything that the public ever reads of a result is chosen here, and redaction leaves it out for good. */
export function whatThePublicReads(publication: PublicationFacts, result: FormedResult, departmentName: string | null) {
  const shown = <T>(field: string, value: T): T | null => (publication.redactedFields.includes(field) ? null : value);
  const name = shown('name', result.entity.name);
  const uscc = shown('uscc', publication.uscc);
  return {
    divisionCode: result.entity.divisionCode, publicationId: publication.id, departmentId: publication.departmentId, departmentName,
    taskId: publication.taskId, taskNumber: publication.taskNumber, objectId: publication.objectId, kind: result.entity.kind,
    name, nameNormalised: name === null ? null : normalisedName(name), namePairs: name === null ? [] : pairsOf(name), uscc, organisationCode: organisationCodeIn(uscc), district: shown('district', result.entity.district),
    code: result.code, label: result.labelZh, problemFound: result.problemFound, items: publicItemsOf(result), inspectedOn: result.inspectedOn,
    redactedFields: [...publication.redactedFields],
  };
}
export type PublicReading = ReturnType<typeof whatThePublicReads>;

/** What a channel is told of a result: the public reading, without what only serves our own search. */
export const messageOf = ({ namePairs: _pairs, nameNormalised: _normalised, organisationCode: _code, taskId: _task, objectId: _object, ...told }: PublicReading) => told;
