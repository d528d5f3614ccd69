import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { ClosedLoop } from './closed-loop.js';

const body = '{"state":"booked","name":"约"}';
const booked = `HTTP/1.1 201 Created\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
const problem = '{"code":"quota/sold-out"}';
const soldOut = `HTTP/1.1 409 Conflict\r\ncontent-length: ${String(problem.length)}\r\n\r\n${problem}`;
const expected = { status: 201, holds: '"state":"booked"' };

let server: Server | undefined;
const heard: string[] = [];
let sockets: Socket[] = [];

/** A loop of `count` numbered requests against a server that answers each as told. */
async function loopOf(
  count: number,
  connections: number,
  answer: (socket: Socket, nth: number) => void,
): Promise<ClosedLoop> {
  const peer = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      answer(socket, heard.length);
    });
  });
  server = peer;
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  const { port } = peer.address() as AddressInfo;
  const requests = Array.from({ length: count }, (_, i) => Buffer.from(`request ${String(i)}`));
  return new ClosedLoop({ port, requests, connections, expected, patienceMs: 200 });
}

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  heard.length = 0;
  sockets = [];
});

test('every request is sent once, every answer counted, and latencies only while recording', async () => {
  const loop = await loopOf(50, 4, (socket) => socket.write(booked));
  loop.recording = true;
  await loop.start();
  await loop.whenUsedUp();
  await loop.stop();
  expect([loop.sent, loop.expected, loop.other.size, loop.latencies.length]).toEqual([50, 50, 0, 50]);
  expect(new Set(heard).size).toBe(50);
  expect(sockets).toHaveLength(4);
});

test('no connection has two requests outstanding', async () => {
  const loop = await loopOf(50, 3, () => undefined);
  await loop.start();
  await new Promise((wake) => setTimeout(wake, 50));
  expect(loop.sent).toBe(3);
  for (const socket of sockets) socket.write(booked);
  await new Promise((wake) => setTimeout(wake, 50));
  expect([loop.sent, loop.expected]).toEqual([6, 3]);
  await loop.stop();
});

test('an answer that comes byte by byte is one answer', async () => {
  const loop = await loopOf(2, 1, (socket) => {
    void (async () => {
      for (const byte of Buffer.from(booked)) {
        socket.write(Buffer.of(byte));
        await new Promise((wake) => setImmediate(wake));
      }
    })();
  });
  await loop.start();
  await loop.whenUsedUp();
  await loop.stop();
  expect([loop.expected, loop.other.size, loop.latencies.length]).toEqual([2, 0, 0]);
});

test('an answer that was not expected is told by its status and code', async () => {
  const loop = await loopOf(9, 1, (socket, nth) =>
    socket.write(nth % 3 === 0 ? soldOut : nth % 3 === 1 ? booked : booked.replace('booked', 'boohoo')),
  );
  await loop.start();
  await loop.whenUsedUp();
  await loop.stop();
  expect(loop.expected).toBe(3);
  expect(Object.fromEntries(loop.other)).toEqual({ '409 quota/sold-out': 3, '201': 3 });
});

test.each<[string, (socket: Socket) => void]>([
  ['a connection that ends', (socket) => void socket.destroy()],
  ['no answer in time', () => undefined],
  ['more bytes than the answer has', (socket) => void socket.write(`${booked}x`)],
  ['an answer without a length', (socket) => void socket.write('HTTP/1.1 200 OK\r\nx: y\r\n\r\n')],
])('%s is an answer lost, and the loop comes to its end', async (_, answer) => {
  const loop = await loopOf(5, 2, answer);
  await loop.start();
  await new Promise((wake) => setTimeout(wake, 50));
  await loop.stop();
  expect([loop.expected, loop.other.get('connection lost')]).toEqual([0, 2]);
});
