import type { ProjectSources, Violation } from './boundaries.rules.ts';
import { wordsOnly, type SourceFile } from './source-files.ts';

const DRAWERS = /^(utils?|helpers?|common|misc|shared|types|constants|index|interfaces?|models?|managers?)$/;
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const FRAMEWORK_NAMES = /^(package\.json|\.tsbuild)$/;

/** Words of the glossary have no synonyms: two words for one thing are two things to a reader. */
const SYNONYMS: readonly (readonly [synonym: RegExp, word: string])[] = [
  [/\w*([lL]ottery|[rR]affle)\w*/, 'draw 抽取'],
  [/[pP]ick(ed|ing|s|[A-Z]\w*)?/, 'draw 抽取'],
  [/\w*([cC]heckee|[tT]argetEnterprise|[iI]nspectionTarget)\w*/, 'inspection object 检查对象'],
  [/\w*([eE]nforcer|[lL]awOfficer)\w*/, 'inspector 执法检查人员'],
  [/\w*[cC]onflictOfInterest\w*/, 'recusal 回避'],
  [/\w*([pP]ublici[sz]e|[pP]ublicity)\w*/, 'publication 公示'],
];
const TYPE_OPERATOR = 'Pick'; // TypeScript's own

function pathIsWellNamed({ path }: SourceFile): Violation[] {
  return path.split('/').slice(2).flatMap((part, index, parts): Violation[] => {
    const isFile = index === parts.length - 1;
    if (FRAMEWORK_NAMES.test(part)) return [];
    if (DRAWERS.test(isFile ? part.replace(/\..*$/, '') : part)) return [{ path, problem: `"${part}" names a drawer, not a thing of the domain` }];
    return KEBAB_CASE.test(part) ? [] : [{ path, problem: `"${part}" is not kebab-case` }];
  });
}

function wordsAreTheGlossarys({ path, text }: SourceFile): Violation[] {
  const words = new Set(wordsOnly(text).match(/\w+/g));
  words.delete(TYPE_OPERATOR);
  return SYNONYMS.flatMap(([synonym, word]) => {
    const found = [...words].find((each) => new RegExp(`^(?:${synonym.source})$`).test(each));
    return found === undefined ? [] : [{ path, problem: `says "${found}" where the glossary says ${word}` }];
  });
}

export const namesAreTheGlossarys = (all: readonly ProjectSources[]): Violation[] =>
  all.flatMap(({ files }) => files.flatMap((file) => [...pathIsWellNamed(file), ...(file.isForDevelopment ? [] : wordsAreTheGlossarys(file))]));
