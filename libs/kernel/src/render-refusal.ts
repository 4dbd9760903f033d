import { REFUSAL_MESSAGES } from './refusal-messages.ts';
import { REFUSAL_REASONS } from './refusal-reasons.ts';
import type { Refusal, RefusalDetails } from './refusal.ts';

type Language = 'zh' | 'en';

const LIST_SEPARATOR = { zh: '、', en: ', ' } as const satisfies Record<Language, string>;

/** A refusal in words. What its details do not tell is left out, so that no message shows a placeholder. */
export function renderRefusal({ code, details }: Refusal): { readonly messageZh: string; readonly messageEn: string } {
  const messages = REFUSAL_MESSAGES[code];
  return { messageZh: fill(messages.zh, details, 'zh'), messageEn: fill(messages.en, details, 'en') };
}

function fill(template: string, details: RefusalDetails, language: Language): string {
  return template.replaceAll(/\[([^\]]*)\]/g, (_, part: string) => {
    let complete = true;
    const filled = part.replaceAll(/\{(\w+)\}/g, (_placeholder, name: string) => {
      const words = inWords(name, details[name], language);
      complete &&= words !== '';
      return words;
    });
    return complete ? filled : '';
  });
}

function inWords(name: string, value: RefusalDetails[string] | undefined, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return value.join(LIST_SEPARATOR[language]);
  const text = String(value);
  return name === 'reason' ? (REFUSAL_REASONS[text]?.[language] ?? text) : text;
}
