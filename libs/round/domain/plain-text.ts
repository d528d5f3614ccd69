/** Anything but control characters, line and paragraph separators and halves of characters. */
const PLAIN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u;

/** Whether the text can stand on one line of a page, a file or a message. */
export function isPlainText(text: string): boolean {
  return PLAIN.test(text);
}

/** Length as people and the ledger count it: characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
