/**
 * A citizen identity number as it may be shown: the first three and the last two characters. Neither the day of birth nor
 * the serial number can be read. Whatever is not long enough to be such a number is hidden whole.
 */
export const maskCitizenId = (text: string): string => (text.length >= 15 ? keepEnds(text, 3, 2) : keepEnds(text, 0, 0));

/** A telephone number as it may be shown: the first three and the last four digits of 11 or more, the last two of fewer. */
export const maskPhone = (text: string): string => (text.length >= 11 ? keepEnds(text, 3, 4) : keepEnds(text, 0, text.length >= 7 ? 2 : 0));

/** A person's name as it may be shown: its first character, and a star for each other, so that `张三` is `张*`. */
export const maskName = (text: string): string => {
  const characters = [...text];
  return characters.length <= 1 ? keepEnds(text, 0, 0) : keepEnds(text, 1, 0);
};

function keepEnds(text: string, first: number, last: number): string {
  const characters = [...text];
  const hidden = Math.max(0, characters.length - first - last);
  return characters.slice(0, first).join('') + '*'.repeat(hidden) + characters.slice(first + hidden).join('');
}
