import type { Answer } from './answer.ts';
import type { Profile } from './schema/profile.schema.ts';

const isAnswer = (node: unknown): node is Answer<unknown> => typeof node === 'object' && node !== null && 'parameter' in node && 'source' in node;

function answersIn(node: unknown): readonly Answer<unknown>[] {
  if (isAnswer(node)) return [node];
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.values(node).flatMap(answersIn) : [];
}

/** Every parameter in the order of the chapters, with its value, the clause it rests on and where that clause stands. */
export const describeProfile = (profile: Profile): readonly Answer<unknown>[] => answersIn(profile);
