import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { WireOutcome } from './exchange.js';
import { requestBytes } from './request-bytes.js';
import { WirePool } from './wire-pool.js';

const hello = requestBytes({ method: 'POST', host: 'office', target: '/', body: { n: 1 } });
const fine = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** A server that hands every request's text to `answer`. */
class Peer {
  connections = 0;
  requests: string[] = [];
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async start(answer: (socket: Socket, nth: number) => void): Promise<Peer> {
    const server = createServer();
    const peer = new Peer(server);
    server.on('connection', (socket) => {
      peer.connections += 1;
      peer.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        peer.requests.push(bytes.toString());
        answer(socket, peer.requests.length);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return peer;
  }
  pool(timeoutMs = 2_000, mostConnections = 4): WirePool {
    const { port } = this.server.address() as AddressInfo;
    return new WirePool({ host: '127.0.0.1', port, mostConnections, timeoutMs });
  }
  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

const open: { peer?: Peer; pool?: WirePool } = {};
async function talk(
  answer: (socket: Socket, nth: number) => void,
  timeoutMs?: number,
  most?: number,
): Promise<[Peer, WirePool]> {
  const peer = await Peer.start(answer);
  const pool = peer.pool(timeoutMs, most);
  Object.assign(open, { peer, pool });
  return [peer, pool];
}
const kinds = (outcomes: WireOutcome[]): string[] => outcomes.map((outcome) => outcome.kind);

afterEach(() => {
  open.pool?.close();
  open.peer?.stop();
});

describe('a pool of connections', () => {
  it('one connection carries one request after the other', async () => {
    const [peer, pool] = await talk((socket) => socket.write(fine));
    for (let i = 0; i < 5; i += 1) expect((await pool.ask(hello)).kind).toBe('reply');
    expect(peer.connections).toBe(1);
    expect(peer.requests[0]).toContain('content-length: 7\r\n\r\n{"n":1}');
  });

  it('requests at the same time open connections up to the limit, then wait for one', async () => {
    const [peer, pool] = await talk((socket) => setTimeout(() => socket.write(fine), 20), 2_000, 3);
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => pool.ask(hello)));
    expect(kinds(outcomes)).toEqual(Array(9).fill('reply'));
    expect(peer.connections).toBe(3);
  });

  it('warm connections are there before the first request', async () => {
    const [peer, pool] = await talk((socket) => socket.write(fine));
    await pool.warm(4);
    expect(pool.size).toBe(4);
    await Promise.all(Array.from({ length: 4 }, () => pool.ask(hello)));
    expect(peer.connections).toBe(4);
  });

  it('a server that cannot be reached does not hold the warming up', async () => {
    const peer = await Peer.start(() => undefined);
    open.pool = peer.pool();
    peer.stop();
    await open.pool.warm(4);
    expect(open.pool.size).toBe(0);
  });

  it('a cut request arrives whole, its reply is never seen, and the next one uses another connection', async () => {
    const [peer, pool] = await talk((socket) => socket.write(fine));
    const cut = await new Promise<WireOutcome>((resolve) => {
      pool.send(hello, resolve, true);
    });
    expect(cut.kind).toBe('cut');
    expect((await pool.ask(hello)).kind).toBe('reply');
    expect(peer.requests).toHaveLength(2);
    expect(peer.requests[0]).toContain('{"n":1}');
    expect(peer.connections).toBe(2);
  });

  it('no answer in time is a timeout, also for those still waiting, and the late answer is nobody’s', async () => {
    const late: Socket[] = [];
    const [, pool] = await talk((socket, nth) => (nth === 1 ? late.push(socket) : socket.write(fine)), 150, 1);
    const outcomes = await Promise.all([pool.ask(hello), pool.ask(hello)]);
    expect(kinds(outcomes)).toEqual(['timeout', 'timeout']);
    late[0]?.write(fine);
    expect((await pool.ask(hello)).kind).toBe('reply');
  });

  it('a timed-out request of yesterday does not close the connection that serves today', async () => {
    const [peer, pool] = await talk((socket, nth) => setTimeout(() => socket.write(fine), nth === 1 ? 0 : 120), 150, 1);
    await pool.ask(hello);
    await new Promise((wake) => setTimeout(wake, 60));
    expect((await pool.ask(hello)).kind).toBe('reply');
    expect(peer.connections).toBe(1);
  });

  it('a connection that ends in the middle of a reply loses it', async () => {
    const [, pool] = await talk((socket, nth) => (nth === 1 ? socket.end(fine.slice(0, -1)) : socket.write(fine)));
    expect((await pool.ask(hello)).kind).toBe('lost');
    expect((await pool.ask(hello)).kind).toBe('reply');
  });

  it('connection: close is obeyed', async () => {
    const [peer, pool] = await talk((socket) => socket.write(fine.replace('\r\n', '\r\nconnection: close\r\n')));
    await pool.ask(hello);
    await pool.ask(hello);
    expect(peer.connections).toBe(2);
  });

  it('nobody there is unreachable, for each request', async () => {
    const peer = await Peer.start(() => undefined);
    open.pool = peer.pool();
    peer.stop();
    expect(kinds(await Promise.all([1, 2, 3].map(() => open.pool?.ask(hello) ?? Promise.reject(new Error()))))).toEqual(
      Array(3).fill('unreachable'),
    );
  });
});
