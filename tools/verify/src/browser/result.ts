import type { Answer } from './messages.ts';
import { WORDING, type Language } from './wording.ts';

/** An element with text or children; text is never read as markup. */
function element(name: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

function pairs(entries: readonly (readonly [string, string])[]): HTMLElement {
  return element('dl', ...entries.flatMap(([term, value]) => [element('dt', term), element('dd', value)]));
}

/** Everything that is told of a verdict. */
export function resultOf({ verdict, facts }: Extract<Answer, { kind: 'verdict' }>, language: Language): HTMLElement[] {
  const words = WORDING[language];
  const { checks, told } = verdict;
  const shown: HTMLElement[] = [];
  if (told.length > 0) shown.push(element('h2', words.standing));
  for (const telling of told) {
    shown.push(...telling[language].map((line) => element('p', line)));
    if (telling.command !== null) shown.push(element('p', words.command), element('code', telling.command));
  }
  if (facts !== null) {
    const drawn: [string, string][] = facts.drawnCount === null ? [] : [[words.drawn, String(facts.drawnCount)]];
    shown.push(pairs([[words.task, facts.taskNumber], [words.attempt, String(facts.attempt)], ...drawn, [words.hash, facts.certificateHash]]));
  }
  const list = element('ul');
  for (const { passed, code, message } of checks.toSorted((a, b) => Number(a.passed) - Number(b.passed))) {
    const item = element('li', `${passed ? '✓' : '✗'} ${passed ? words.passed : words.notPassed} · ${code} · ${message[language]}`);
    item.className = passed ? 'passed' : 'failed';
    list.append(item);
  }
  return [...shown, element('h2', words.checks), list];
}
