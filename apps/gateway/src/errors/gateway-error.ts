import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { GATEWAY_MESSAGES, type GatewayCode } from './gateway-messages.ts';

export type ErrorDetails = Readonly<Record<string, string | number>>;

export interface ErrorExtensions {
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly [detail: string]: unknown;
}

export interface PresentedError {
  readonly message: string;
  readonly extensions: ErrorExtensions;
}

const fill = (template: string, details: ErrorDetails): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));

/** The form in which every refusal of the gateway reaches a client. */
export function presented(code: GatewayCode, details: ErrorDetails = {}): PresentedError {
  const messages = GATEWAY_MESSAGES[code];
  const messageEn = fill(messages.en, details);
  return { message: messageEn, extensions: { code, messageZh: fill(messages.zh, details), messageEn, ...details } };
}

/** What `Retry-After` says of a refusal that only holds for a while. */
export const retryAfter = ({ retryAfterSeconds }: ErrorDetails): string | undefined => (retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds));

/** Refuses an operation inside the GraphQL pipeline with the status of its code. */
export function gatewayError(code: GatewayCode, details: ErrorDetails = {}): GraphQLError {
  const { message, extensions } = presented(code, details);
  const wait = retryAfter(details);
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: GATEWAY_MESSAGES[code].status, ...(wait === undefined ? {} : { headers: new HeaderMap([['retry-after', wait]]) }) } } });
}

/** Tells of one field that could not be answered, beside the data of the others. */
export function fieldError(code: GatewayCode, path: readonly (string | number)[]): GraphQLError {
  const { message, extensions } = presented(code);
  return new GraphQLError(message, { path, extensions: { ...extensions } });
}

/** Refuses a request before it reaches the GraphQL pipeline. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: GatewayCode;
  readonly details: ErrorDetails;

  constructor(code: GatewayCode, details: ErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
