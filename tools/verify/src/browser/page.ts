import type { Answer, Question } from './messages.ts';
import { readDrop, type FileKind } from './dropped-files.ts';
import { resultOf } from './result.ts';
import { WORDING, type Language, type Phrase } from './wording.ts';

function byId<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const status = byId('status', HTMLParagraphElement);
const progress = byId('progress', HTMLProgressElement);
const result = byId('result', HTMLElement);
const unit = byId('unit', HTMLInputElement);
const inputs = { certificate: byId('certificate', HTMLInputElement), frame: byId('frame', HTMLInputElement), opening: byId('opening', HTMLInputElement) };
const source = URL.createObjectURL(new Blob([byId('worker', HTMLScriptElement).text], { type: 'text/javascript' }));

let language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let worker: Worker | null = null;
let last: Answer | null = null;

const isPhrase = (key: string | undefined): key is Phrase => key !== undefined && Object.hasOwn(WORDING.zh, key);
const say = (phrase: Phrase): string => WORDING[language][phrase];

function speak(to: Language): void {
  language = to;
  document.documentElement.lang = to;
  document.title = say('title');
  for (const spoken of document.querySelectorAll<HTMLElement>('[data-say]')) if (isPhrase(spoken.dataset['say'])) spoken.textContent = say(spoken.dataset['say']);
  for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) button.setAttribute('aria-pressed', String(button.dataset['language'] === to));
  if (last !== null) show(last);
}

function tell(text: string, kind: '' | 'valid' | 'invalid'): void {
  status.textContent = text;
  status.className = kind;
}

function show(answer: Answer): void {
  last = answer;
  if (answer.kind === 'progress') {
    progress.value = answer.done / answer.total;
    return;
  }
  progress.hidden = true;
  if (answer.kind === 'failed') return tell(`${say('failed')}${answer.message}`, 'invalid');
  const { valid, withFrame } = answer.verdict;
  tell(say(valid ? (withFrame || answer.facts?.drawnCount === null ? 'valid' : 'validAlone') : 'invalid'), valid ? 'valid' : 'invalid');
  result.replaceChildren(...resultOf(answer, language));
  result.hidden = false;
}

function verify(): void {
  const [certificate] = inputs.certificate.files ?? [];
  worker?.terminate();
  result.hidden = true;
  last = null;
  if (certificate === undefined) {
    tell(say('noCertificate'), 'invalid');
    return inputs.certificate.focus();
  }
  tell(say('working'), '');
  progress.removeAttribute('value');
  progress.hidden = false;
  worker = new Worker(source);
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    show(data);
    if (data.kind === 'verdict') result.focus();
  });
  worker.addEventListener('error', ({ message }) => show({ kind: 'failed', message }));
  const question: Question = { certificate, frame: inputs.frame.files?.[0] ?? null, opening: inputs.opening.files?.[0] ?? null, unit: unit.value === '' ? null : unit.value };
  worker.postMessage(question);
}

function take(kind: FileKind, file: File): void {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  inputs[kind].files = transfer.files;
}

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('over');
});
document.addEventListener('dragleave', () => document.body.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('over');
  void readDrop(event.dataTransfer?.files ?? [], take).then(verify);
});
byId('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  verify();
});
byId('form', HTMLFormElement).addEventListener('reset', () => {
  worker?.terminate();
  last = null;
  progress.hidden = true;
  result.hidden = true;
  tell('', '');
});
for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) button.addEventListener('click', () => speak(button.dataset['language'] === 'en' ? 'en' : 'zh'));
speak(language);
