export interface WireRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `host:port` */
  host: string;
  /** Path and query. */
  target: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
}

/** The whole request as it goes over the wire, ready to be sent as often as wanted. */
export function requestBytes({ method, host, target, headers = {}, body }: WireRequest): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  let head = `${method} ${token(target)} HTTP/1.1\r\nhost: ${token(host)}\r\n`;
  for (const [name, value] of Object.entries(headers)) head += `${token(name)}: ${line(value)}\r\n`;
  if (body !== undefined) head += 'content-type: application/json\r\n';
  // A POST says its length even when it is 0 (RFC 9110, section 8.6).
  if (method !== 'GET') head += `content-length: ${String(Buffer.byteLength(text))}\r\n`;
  return Buffer.from(`${head}\r\n${text}`);
}

function token(text: string): string {
  if (!/^[\x21-\x7e]+$/.test(text))
    throw new RangeError('a request line or header name holds a space or control character');
  return text;
}

function line(text: string): string {
  if (!/^[\t\x20-\x7e]*$/.test(text)) throw new RangeError('a header value is not printable ASCII');
  return text;
}
