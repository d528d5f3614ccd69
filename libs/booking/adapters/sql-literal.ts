/** Values written into the text of hot statements. Each writer takes only what cannot end a literal early. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PLAIN = /^[A-Za-z0-9_,-]*$/;

export function idLiteral(id: string): string {
  if (!UUID.test(id)) throw new TypeError('not an identifier');
  return `X'${id.slice(0, 8)}${id.slice(9, 13)}${id.slice(14, 18)}${id.slice(19, 23)}${id.slice(24)}'`;
}

export function plainLiteral(text: string): string {
  if (!PLAIN.test(text)) throw new TypeError('not a plain text');
  return `'${text}'`;
}

export function momentLiteral(ms: number): string {
  return `'${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}'`;
}

export function integerLiteral(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError('not an integer');
  return String(value);
}
