import { GraphQLError } from 'graphql';
import { renderRefusal, type Outcome, type Refusal } from '@sortition/kernel';

/** The one place where a refusal becomes an error of the API: code, both languages, clause, details. */
export function refusalError(refusal: Refusal): GraphQLError {
  const { messageZh, messageEn } = renderRefusal(refusal);
  return new GraphQLError(messageEn, { extensions: { ...refusal.details, code: refusal.code, messageZh, messageEn, clause: refusal.clause } });
}

/** For resolvers: the value, or the refusal as an error of the API. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw refusalError(outcome.error);
  return outcome.value;
}
