/** Markup that is safe as it stands. Everything else is text, and escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly (Html | string)[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as markup shows it, in an element as in an attribute. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const markupOf = (part: Part): string => {
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map((one) => markupOf(one)).join('') : escaped(String(part));
};

/** A template of markup: what is put into it is text, unless it is markup itself. */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(markup.map((text, i) => (i === 0 ? text : markupOf(parts[i - 1] ?? '') + text)).join(''));
}

/** A heading in both languages, Chinese first. */
export const heading = (zh: string, en: string): Html => html`<h2>${zh} <span lang="en">${en}</span></h2>`;

const header = ([zh, en]: readonly [string, string]): Html => html`<th scope="col">${zh}<br><span lang="en">${en}</span></th>`;

/** A table; its heads in both languages. */
export function table(heads: readonly (readonly [zh: string, en: string])[], rows: readonly (readonly (Html | string | number)[])[]): Html {
  const row = (cells: readonly (Html | string | number)[]): Html => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
  return html`<table>\n<thead><tr>${heads.map(header)}</tr></thead>\n<tbody>\n${rows.map(row)}</tbody>\n</table>`;
}

/** Terms and what they are, as a list. */
export const facts = (entries: readonly (readonly [zh: string, en: string, value: Html | string | number])[]): Html =>
  html`<dl>\n${entries.map(([zh, en, value]) => html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>\n`)}</dl>`;

/** Digits that nobody reads but everybody compares. */
export const digits = (text: string): Html => html`<code>${text}</code>`;
