import { createHash, createHmac } from 'node:crypto';

export interface Acs3Request {
  method: string;
  host: string;
  /** Canonical already: encoded and in the order of the parameters' names. Empty for a call with a form. */
  query: string;
  action: string;
  version: string;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ` */
  date: string;
  nonce: string;
  /** The form, and its type, or nothing. */
  body?: { text: string; contentType: string };
}

/**
 * Headers of a call of Alibaba Cloud's RPC style, signed with ACS3-HMAC-SHA256.
 * Source: Alibaba Cloud, «V3版本请求体&签名机制» (Request body and signature mechanism for V3).
 */
export function acs3Headers(
  request: Acs3Request,
  accessKeyId: string,
  accessKeySecret: string,
): Record<string, string> {
  const { method, host, query, action, version, date, nonce, body } = request;
  const payloadHash = sha256Hex(body?.text ?? '');
  const headers: Record<string, string> = {
    ...(body && { 'content-type': body.contentType }),
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': payloadHash,
    'x-acs-date': date,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const headerLines = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('');
  const canonicalRequest = [method, '/', query, headerLines, signedHeaders, payloadHash].join('\n');
  const stringToSign = `ACS3-HMAC-SHA256\n${sha256Hex(canonicalRequest)}`;
  const signature = createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { ...headers, authorization };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
