import { createHmac, hash } from 'node:crypto';
import { parse } from 'node:querystring';

export interface SignableRequest {
  method: string;
  /** What follows the `?`, as sent; empty when there is none. */
  rawQuery: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export const acs3Algorithm = 'ACS3-HMAC-SHA256';

/**
 * The signature of an RPC-style request, in lower-case hexadecimal. Alibaba Cloud SDK, "V3版本请求体&签名机制" ("Request
 * syntax and signature method V3"), steps 1 to 3. `signedHeaders` is the list as sent, separated by semicolons.
 */
export function acs3Signature(secret: string, request: SignableRequest, signedHeaders: string): string {
  let canonicalHeaders = '';
  for (const name of signedHeaders.split(';')) canonicalHeaders += `${name}:${one(request.headers[name]).trim()}\n`;
  const canonicalRequest = [
    request.method,
    '/', // "If the API style is RPC, use a forward slash"
    canonicalQuery(request.rawQuery),
    canonicalHeaders,
    signedHeaders,
    hash('sha256', request.body, 'hex'),
  ].join('\n');
  const stringToSign = `${acs3Algorithm}\n${hash('sha256', canonicalRequest, 'hex')}`;
  return createHmac('sha256', secret).update(stringToSign).digest('hex');
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  return Object.entries(parse(rawQuery))
    .map(([name, value]) => [percentEncoded(name), percentEncoded(one(value))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RFC 3986: everything but letters, digits, `-`, `_`, `.` and `~`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function one(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
