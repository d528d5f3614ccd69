import { createHash, createHmac, randomUUID } from 'node:crypto';

/**
 * A caller's side of V3版本请求体&签名机制, written from its text and from nothing in `src`, so that the two can disagree.
 */
export interface CallToSign {
  address: string;
  action: string;
  version: string;
  key: { id: string; secret: string };
  query?: Record<string, string>;
  form?: Record<string, string>;
  date?: string;
  nonce?: string;
}

export interface SignedCall {
  url: string;
  body: string;
  headers: Record<string, string>;
}

export function signCall(call: CallToSign): SignedCall {
  const { host } = new URL(call.address);
  const query = pairs(call.query ?? {});
  const body = pairs(call.form ?? {});
  const payloadHash = sha256Hex(body);
  const headers: Record<string, string> = {
    host,
    'x-acs-action': call.action,
    'x-acs-version': call.version,
    'x-acs-date': call.date ?? `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': call.nonce ?? randomUUID(),
    'x-acs-content-sha256': payloadHash,
  };
  if (body !== '') headers['content-type'] = 'application/x-www-form-urlencoded';
  const names = Object.keys(headers).sort();
  const canonical =
    `POST\n/\n${query}\n` +
    names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('') +
    `\n${names.join(';')}\n${payloadHash}`;
  const signature = createHmac('sha256', call.key.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`)
    .digest('hex');
  headers['authorization'] =
    `ACS3-HMAC-SHA256 Credential=${call.key.id},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { url: `${call.address}/${query === '' ? '' : `?${query}`}`, body, headers };
}

/** Sorted by name and encoded as RFC 3986 has it, by the table of the unreserved bytes. */
function pairs(parameters: Record<string, string>): string {
  return Object.keys(parameters)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(parameters[name] ?? '')}`)
    .join('&');
}

function encoded(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
