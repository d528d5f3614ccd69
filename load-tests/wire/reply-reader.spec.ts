import { describe, expect, it } from '@jest/globals';
import { ReplyReader } from './reply-reader.js';
import type { WireReply } from './reply-head.js';

const counted =
  'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n' +
  'Content-Length: 13\r\n\r\n{"名":"约"}';
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nabcd\r\n0a\r\n0123456789\r\n0\r\nx-end: 1\r\n\r\n';

/** The replies in `text`, which arrives `step` bytes at a time. */
function read(text: string, step: number): WireReply[] {
  const reader = new ReplyReader();
  const bytes = Buffer.from(text);
  const replies: WireReply[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    const reply = reader.push(bytes.subarray(at, at + step));
    if (reply) replies.push(reply);
  }
  return replies;
}

describe('reading replies', () => {
  const oneByOne = [1, 2, 3, 7, 10_000];

  it.each(oneByOne)('a counted body arriving %d bytes at a time is read whole, in UTF-8', (step) => {
    const [reply] = read(counted, step);
    expect(reply?.head.status).toBe(201);
    expect(reply?.body).toBe('{"名":"约"}');
    expect(reply?.head.header('content-type')).toBe('application/json');
    expect(reply?.head.headers('set-cookie')).toEqual(['a=1; Path=/', 'b=2']);
    expect(reply?.head.header('location')).toBeUndefined();
  });

  it.each(oneByOne)('a chunked body arriving %d bytes at a time is put together', (step) => {
    expect(read(chunked, step).map((reply) => reply.body)).toEqual(['abcd0123456789']);
  });

  it('a word in between (1xx) is read over', () => {
    const replies = read(`HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${counted}`, 5);
    expect(replies.map((reply) => reply.head.status)).toEqual([201]);
  });

  it('replies follow one another on one connection', () => {
    const one = read(counted + chunked + counted, 1);
    expect(one.map((reply) => reply.head.status)).toEqual([201, 200, 201]);
  });

  it('204 has no body whatever its headers say', () => {
    expect(read('HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n', 9)).toHaveLength(1);
  });

  it('a body without a length ends with the connection, and only such a body does', () => {
    const open = new ReplyReader();
    expect(open.push(Buffer.from('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabc'))).toBeUndefined();
    expect(open.end()?.body).toBe('abc');
    const short = new ReplyReader();
    short.push(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'));
    expect(short.end()).toBeUndefined();
  });

  it('connection: close and HTTP/1.0 end the connection', () => {
    const keeps = (head: string): boolean | undefined =>
      read(`${head}\r\ncontent-length: 0\r\n\r\n`, 99)[0]?.head.keepsAlive;
    expect(keeps('HTTP/1.1 200 OK')).toBe(true);
    expect(keeps('HTTP/1.1 200 OK\r\nConnection: Close')).toBe(false);
    expect(keeps('HTTP/1.0 200 OK')).toBe(false);
  });

  it.each([
    ['something else', 'SSH-2.0-x\r\n\r\n'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: 1e3\r\n\r\n'],
    ['a chunk longer than it says', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n'],
    ['a chunk size that is no number', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    ['an encoding that was not asked for', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n'],
    ['bytes beyond the reply', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nab'],
  ])('%s is refused', (_, text) => {
    expect(() => read(text, 10_000)).toThrow();
  });
});
