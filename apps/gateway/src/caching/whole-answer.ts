import { isJsonObject } from '../json-object.ts';

/** Whether a response of the GraphQL pipeline is data and nothing beside it. */
export function isWholeAnswer(status: number, body: string): boolean {
  if (status !== 200) return false;
  const answer: unknown = JSON.parse(body);
  return isJsonObject(answer) && Object.keys(answer).join() === 'data' && answer['data'] !== null;
}
