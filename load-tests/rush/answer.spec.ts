import { expect, test } from '@jest/globals';
import { ReplyHead } from '../wire/reply-head.js';
import { readAnswer, type NamedAnswer } from './answer.js';

function told(status: number, body: unknown, header = ''): NamedAnswer {
  const head = new ReplyHead(`HTTP/1.1 ${String(status)} X${header && `\r\n${header}`}`);
  return readAnswer({ kind: 'reply', reply: { head, body: typeof body === 'string' ? body : JSON.stringify(body) } });
}

test.each([
  [201, { bookingId: 'b1', code: 'ABC' }, 'booked', { kind: 'booked', bookingId: 'b1' }],
  [200, { bookingId: 'b1' }, 'booked, said again', { kind: 'booked', bookingId: 'b1' }],
  [
    409,
    { code: 'booking/already-booked', booking: { bookingId: 'b1' } },
    'booking/already-booked',
    { kind: 'booked', bookingId: 'b1' },
  ],
  [409, { code: 'quota/sold-out' }, 'quota/sold-out', { kind: 'sold-out' }],
  [409, { code: 'round/not-open', msUntilOpen: 12 }, 'round/not-open', { kind: 'early', msUntilOpen: 12 }],
  [409, { code: 'round/paused' }, 'round/paused', { kind: 'unknown' }],
  [409, { code: 'round/closed' }, 'round/closed', { kind: 'refused' }],
  [401, { code: 'pass/invalid' }, 'pass/invalid', { kind: 'refused' }],
  [422, { code: 'booking/key-reused' }, 'booking/key-reused', { kind: 'refused' }],
  [500, 'oh', '(no code)', { kind: 'unknown' }],
])('%d %j is read', (status, body, name, answer) => {
  expect(told(status, body)).toEqual({ name: `${String(status)} ${name}`, answer });
});

test('Retry-After is kept, in milliseconds', () => {
  const { answer } = told(503, { code: 'quota/gate-unavailable' }, 'Retry-After: 2');
  expect(answer).toEqual({ kind: 'unknown', retryAfterMs: 2_000 });
  expect(told(429, {}, 'retry-after: Mon, 23 Nov 2026 04:37:28 GMT').answer).toEqual({ kind: 'unknown' });
});

test.each([
  [201, {}],
  [200, 'ok'],
  [409, { code: 'booking/already-booked' }],
  [409, { code: 'round/not-open' }],
  [409, { code: 'round/not-open', msUntilOpen: -1 }],
])('%d %j holds nothing to go by', (status, body) => {
  expect(told(status, body).answer).toEqual({ kind: 'refused' });
});

test('no reply is no answer, whatever became of it', () => {
  for (const kind of ['cut', 'lost', 'timeout', 'unreachable'] as const) {
    expect(readAnswer({ kind }).answer).toEqual({ kind: 'unknown' });
  }
});
