import { request } from 'node:http';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { FixedClock } from '#kernel';

import { personOf } from '../src/population/person-number.js';
import { signCall, type CallToSign, type SignedCall } from './acs3-signer.js';
import { aliyun, closeSimulators, runSimulator, type RunningSimulator } from './running-simulator.js';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await runSimulator();
});
afterEach(() => simulator.make('identity-provider', { mode: 'up' }));
afterAll(closeSimulators);

const { name, idNumber } = personOf(11);
const parameters = { ParamType: 'normal', UserName: name, IdentifyNum: idNumber };

function signed(changes: Partial<CallToSign> = {}): SignedCall {
  const { address } = simulator;
  const call = { address, action: 'Id2MetaVerify', version: '2019-03-07', key: aliyun, form: parameters };
  return signCall({ ...call, ...changes });
}

async function send({ url, body, headers }: SignedCall): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(url, { method: 'POST', headers, ...(body === '' ? {} : { body }) });
  return { status: response.status, answer: await response.json() };
}

const refused = (status: number, Code: string) => ({ status, answer: expect.objectContaining({ Code }) });

describe('Id2MetaVerify over its wire protocol', () => {
  it('confirms a person whose parameters come as a form', async () => {
    expect(await send(signed())).toEqual({
      status: 200,
      answer: {
        RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
        Message: 'success',
        Code: '200',
        ResultObject: { BizCode: '1' },
      },
    });
  });

  it('confirms a person whose parameters come in the query', async () => {
    const query = { ...parameters, Note: `a b+c&d=e!'(f)*~/%` };
    const { status, answer } = await send(signed({ query, form: {} }));
    expect([status, answer]).toEqual([200, expect.objectContaining({ ResultObject: { BizCode: '1' } })]);
  });

  it('tells another name from a number nobody has', async () => {
    const another = await send(signed({ form: { ...parameters, UserName: '王小明' } }));
    expect(another.answer).toHaveProperty('ResultObject.BizCode', '2');
    const nobody = await send(signed({ form: { ...parameters, IdentifyNum: '11010519491231002X' } }));
    expect(nobody.answer).toHaveProperty('ResultObject.BizCode', '3');
  });

  it('answers faulty parameters with status 200 and a code of its own', async () => {
    const { status, answer } = await send(signed({ form: { ...parameters, UserName: 'R2D2' } }));
    expect([status, answer]).toEqual([200, expect.objectContaining({ Code: '401' })]);
  });
});

describe('the signature', () => {
  it('must be of the body that came', async () => {
    const call = signed();
    const body = signed({ form: { ...parameters, UserName: '王小明' } }).body;
    expect(await send({ ...call, body })).toEqual(refused(400, 'SignatureDoesNotMatch'));
  });

  it('must be of the query that came', async () => {
    const call = signed({ query: { UserName: name } });
    expect(await send({ ...call, url: call.url.replace('UserName=', 'UserName=x') })).toEqual(
      refused(400, 'SignatureDoesNotMatch'),
    );
  });

  it('must be of the headers that came, of all of them, and by the right secret', async () => {
    const redated = signed();
    redated.headers['x-acs-date'] = `${new Date(Date.now() + 5_000).toISOString().slice(0, 19)}Z`;
    expect(await send(redated)).toEqual(refused(400, 'SignatureDoesNotMatch'));
    const added = signed();
    added.headers['x-acs-security-token'] = 'unsigned';
    expect(await send(added)).toEqual(refused(400, 'IncompleteSignature'));
    const anothers = signed({ key: { ...aliyun, secret: 'guessed' } });
    expect(await send(anothers)).toEqual(refused(400, 'SignatureDoesNotMatch'));
  });

  it('must be by a key that exists, for an operation that exists, and be there', async () => {
    const unknown = signed({ key: { ...aliyun, id: 'another' } });
    expect(await send(unknown)).toEqual(refused(404, 'InvalidAccessKeyId.NotFound'));
    expect(await send(signed({ version: '2020-01-01' }))).toEqual(refused(404, 'InvalidAction.NotFound'));
    const { url, body, headers } = signed();
    delete headers['authorization'];
    expect(await send({ url, body, headers })).toEqual(refused(400, 'MissingAccessKeyId'));
    expect(await send({ url, body, headers: { ...headers, authorization: 'ACS3-HMAC-SHA256 nonsense' } })).toEqual(
      refused(400, 'IncompleteSignature'),
    );
  });

  it('is good for one call', async () => {
    const call = signed();
    expect((await send(call)).status).toBe(200);
    expect(await send(call)).toEqual(refused(400, 'SignatureNonceUsed'));
    expect(await send(signed({ nonce: call.headers['x-acs-signature-nonce'] ?? '' }))).toEqual(
      refused(400, 'SignatureNonceUsed'),
    );
  });

  it('does not use a nonce up when it was wrong', async () => {
    const nonce = 'nonce-of-one-who-tries-again';
    expect((await send(signed({ nonce, key: { ...aliyun, secret: 'guessed' } }))).status).toBe(400);
    expect((await send(signed({ nonce }))).status).toBe(200);
  });

  it('is good for fifteen minutes either way, and cannot be repeated in all that time', async () => {
    const clock = new FixedClock(Date.parse('2026-11-23T00:00:00Z'));
    const timed = await runSimulator(50_000, clock);
    const at = (date: string) => signed({ address: timed.address, date });
    const ahead = at('2026-11-23T00:15:00Z');
    expect((await send(ahead)).status).toBe(200);
    expect(await send(at('2026-11-23T00:15:01Z'))).toEqual(refused(400, 'InvalidTimeStamp.Expired'));
    expect((await send(at('2026-11-22T23:45:00Z'))).status).toBe(200);
    expect(await send(at('2026-11-22T23:44:59Z'))).toEqual(refused(400, 'InvalidTimeStamp.Expired'));
    expect(await send(at('2026-13-01T00:00:00Z'))).toEqual(refused(400, 'InvalidTimeStamp.Expired'));
    expect(await send(at('23 November 2026'))).toEqual(refused(400, 'InvalidTimeStamp.Format'));
    clock.advanceMs(30 * 60_000);
    expect(await send(ahead)).toEqual(refused(400, 'SignatureNonceUsed'));
    clock.advanceMs(1);
    expect(await send(ahead)).toEqual(refused(400, 'InvalidTimeStamp.Expired'));
  });

  it('never shows in an error what was asked about whom', async () => {
    const { answer } = await send(signed({ query: parameters, form: {}, key: { ...aliyun, secret: 'guessed' } }));
    expect(JSON.stringify(answer)).not.toContain(idNumber);
  });
});

describe('the provider in trouble', () => {
  it('is throttled on demand', async () => {
    await simulator.make('identity-provider', { mode: 'throttled' });
    expect(await send(signed())).toEqual(refused(400, 'Throttling.User'));
  });

  it('drops the connection when it is down, in the middle of the request', async () => {
    await simulator.make('identity-provider', { mode: 'down' });
    await expect(send(signed())).rejects.toThrow('fetch failed');
  });

  it('answers late when it is slow, and leaves WeChat and the controls alone', async () => {
    await simulator.make('identity-provider', { mode: 'slow', delayMs: 150 });
    const startedAt = performance.now();
    await fetch(`${simulator.address}/sns/oauth2/access_token`);
    expect(performance.now() - startedAt).toBeLessThan(140);
    expect((await send(signed())).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(140);
    const state = await fetch(`${simulator.address}/simulator/identity-provider`);
    expect(await state.json()).toEqual({ mode: 'slow', delayMs: 150 });
  });

  it('says what is wrong with a condition and keeps the one it has', async () => {
    const answer = await simulator.make('identity-provider', { mode: 'asleep', delayMs: -1 });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { faults: [expect.stringContaining('mode'), expect.stringContaining('delayMs')] },
    ]);
    expect((await send(signed())).status).toBe(200);
  });

  it('ends although a caller still waits for a slow answer', async () => {
    const ending = await runSimulator();
    await ending.make('identity-provider', { mode: 'slow', delayMs: 60_000 });
    let arrived = (): void => undefined;
    const isWaiting = new Promise<void>((resolve) => (arrived = resolve));
    const dropped = new Promise<string>((resolve) => {
      const waiting = request(`${ending.address}/`, { method: 'POST' }, () => {
        resolve('answered');
      });
      waiting.on('error', () => {
        resolve('dropped');
      });
      waiting.end(arrived);
    });
    await isWaiting;
    await ending.close();
    expect(await dropped).toBe('dropped');
  });
});
