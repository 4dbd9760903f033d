import type { Answer, Fallback, Said } from './answer.ts';
import { deepFreeze } from './deep-freeze.ts';
import { DEFAULTS } from './defaults/defaults.ts';
import { ownSchema, parametersSchema, type Profile, type ProfileText } from './schema/profile.schema.ts';

interface Speaker {
  /** The profile that speaks; null for the defaults. */
  readonly code: string | null;
  readonly inherited: boolean;
  readonly node: unknown;
}

const isBranch = (node: unknown): node is Readonly<Record<string, unknown>> => typeof node === 'object' && node !== null && !Array.isArray(node);
const isLeaf = (node: unknown): node is Said<unknown> | Fallback<unknown> => isBranch(node) && typeof node['source'] === 'string';

function answerOf(parameter: string, speakers: readonly Speaker[]): Answer<unknown> {
  for (const { code, inherited, node } of speakers) {
    if (!isLeaf(node) || node.source === 'SILENT') continue;
    return { parameter, value: node.value, clause: node.clause, source: node.source, statedIn: code, inheritedFrom: inherited ? code : null };
  }
  return { parameter, value: null, clause: null, source: 'SILENT', statedIn: null, inheritedFrom: null };
}

/** The own text decides which parameters there are; parent and defaults only speak where it is silent. */
function resolveBranch(path: string, speakers: readonly Speaker[]): unknown {
  const [own] = speakers;
  if (own === undefined || isLeaf(own.node)) return answerOf(path, speakers);
  if (!isBranch(own.node)) return own.node;
  return Object.fromEntries(
    Object.keys(own.node).map((key) => {
      const parameter = path === '' ? key : `${path}.${key}`;
      return [key, resolveBranch(parameter, speakers.map((speaker) => ({ ...speaker, node: isBranch(speaker.node) ? speaker.node[key] : undefined })))];
    }),
  );
}

const keysOfShape = (text: ProfileText, schema: { readonly shape: object }) => Object.fromEntries(Object.entries(text).filter(([key]) => key in schema.shape));

/** A text with its parent and the defaults behind it, every parameter answered by the first of them that is not silent. */
export function resolveParameters(text: ProfileText, parent: ProfileText | null): Omit<Profile, 'id' | 'code' | 'zh' | 'version' | 'parent' | 'activeFrom'> {
  const parameters = resolveBranch('', [
    { code: text.code, inherited: false, node: keysOfShape(text, parametersSchema) },
    ...(parent === null ? [] : [{ code: parent.code, inherited: true, node: parent }]),
    { code: null, inherited: false, node: DEFAULTS },
  ]);
  const own = resolveBranch('', [{ code: text.code, inherited: false, node: keysOfShape(text, ownSchema) }]);
  // The walk keeps the tree of the schema, which `parametersSchema` has proved of the text; its type is that of `Profile`.
  return deepFreeze({ ...(own as object), ...(parameters as object) }) as Profile;
}
