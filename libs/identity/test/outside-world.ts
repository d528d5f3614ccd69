import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a host outside does with a call. */
export type Condition = 'up' | 'drops' | 'is-silent' | 'talks-nonsense' | 'refuses-us' | 'is-busy';

/** A host outside, on the loopback address, over the real protocol and with tables the test fills in. */
export class OutsideHost {
  condition: Condition = 'up';
  /** Before each answer. */
  delayMs = 0;
  /** Calls that came in, answered or not. */
  calls = 0;
  readonly url: string;

  private constructor(
    private readonly server: Server,
    readonly answer: (request: IncomingMessage, body: string) => object,
    private readonly instead: Record<'refuses-us' | 'is-busy', object>,
  ) {
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(
    answer: (request: IncomingMessage, body: string) => object,
    instead: Record<'refuses-us' | 'is-busy', object>,
  ): Promise<OutsideHost> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new OutsideHost(server, answer, instead);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (this.delayMs > 0) await new Promise((wake) => setTimeout(wake, this.delayMs));
    if (this.condition === 'is-silent') return;
    if (this.condition === 'drops') {
      response.destroy();
      return;
    }
    if (this.condition === 'talks-nonsense') {
      response.writeHead(502).end('<html>Bad Gateway</html>');
      return;
    }
    const body = Buffer.concat(chunks).toString('utf8');
    const answer = this.condition === 'up' ? this.answer(request, body) : this.instead[this.condition];
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }
}

export interface Provider {
  host: OutsideHost;
  /** ID number → name on record. */
  records: Map<string, string>;
}

export const accessKey = { accessKeyId: 'test-key-id', accessKeySecret: 'test-key-secret' };

/** Cloudauth, as far as Id2MetaVerify goes; it checks signatures with code of its own and takes each nonce once. */
export async function startProvider(): Promise<Provider> {
  const records = new Map<string, string>();
  const nonces = new Set<string>();
  const answer = (request: IncomingMessage, body: string): object => {
    const nonce = String(request.headers['x-acs-signature-nonce']);
    if (request.url !== '/' || !isSigned(request, body) || nonces.has(nonce)) return { Code: 'SignatureDoesNotMatch' };
    nonces.add(nonce);
    const form = new URLSearchParams(body);
    const onRecord = records.get(form.get('IdentifyNum') ?? '');
    const bizCode = onRecord === undefined ? '3' : onRecord === form.get('UserName') ? '1' : '2';
    return { RequestId: randomUUID(), Code: '200', Message: 'success', ResultObject: { BizCode: bizCode } };
  };
  const host = await OutsideHost.start(answer, {
    'refuses-us': { Code: '412', Message: '欠费中' },
    'is-busy': { Code: 'Throttling.User', Message: 'Request was denied due to user flow control.' },
  });
  return { host, records };
}

function isSigned(request: IncomingMessage, body: string): boolean {
  const { method = '', url = '', headers } = request;
  const match = /^ACS3-HMAC-SHA256 Credential=(.+),SignedHeaders=(.+),Signature=(.+)$/.exec(
    headers.authorization ?? '',
  );
  const [, keyId, names = '', signature] = match ?? [];
  const must = Object.keys(headers).filter((name) => /^(x-acs-|host$|content-type$)/.test(name));
  if (keyId !== accessKey.accessKeyId || names !== must.sort().join(';')) return false;
  const hash = createHash('sha256').update(body).digest('hex');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}`);
  const canonical = `${method}\n${url}\n\n${lines.join('\n')}\n\n${names}\n${hash}`;
  const toSign = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`;
  const right = createHmac('sha256', accessKey.accessKeySecret).update(toSign).digest('hex');
  return headers['x-acs-content-sha256'] === hash && signature === right;
}

export interface Wechat {
  host: OutsideHost;
  /** Code → openid; each is good once. */
  codes: Map<string, string>;
}

export const officialAccount = { appid: 'wx0000000000000000', secret: 'test-secret' };

/** api.weixin.qq.com, as far as trading a code goes. */
export async function startWechat(): Promise<Wechat> {
  const codes = new Map<string, string>();
  const used = new Set<string>();
  const answer = (request: IncomingMessage): object => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://wechat');
    if (pathname !== '/sns/oauth2/access_token') return { errcode: 40066, errmsg: 'invalid url' };
    if (query.get('appid') !== officialAccount.appid) return { errcode: 40013, errmsg: 'invalid appid' };
    if (query.get('secret') !== officialAccount.secret) return { errcode: 40125, errmsg: 'invalid appsecret' };
    const code = query.get('code') ?? '';
    const openid = codes.get(code);
    if (openid === undefined || query.get('grant_type') !== 'authorization_code') {
      return { errcode: 40029, errmsg: 'invalid code' };
    }
    if (used.has(code)) return { errcode: 40163, errmsg: 'code been used' };
    used.add(code);
    return { access_token: 'a', expires_in: 7_200, refresh_token: 'r', openid, scope: 'snsapi_base' };
  };
  const host = await OutsideHost.start(answer, {
    'refuses-us': { errcode: 40125, errmsg: 'invalid appsecret' },
    'is-busy': { errcode: 45011, errmsg: 'api minute-quota reach limit' },
  });
  return { host, codes };
}
