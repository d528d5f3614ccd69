import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy that can lose replies: what was sent arrives and is done, but the answer never comes back. */
export class ReplyDropper {
  private readonly sockets = new Set<Socket>();
  private dropNext = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(target: number): Promise<ReplyDropper> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
    const dropper = new ReplyDropper(server, address.port);
    server.on('connection', (client) => {
      dropper.pass(client, connect(target, '127.0.0.1'));
    });
    return dropper;
  }

  /** The next reply is lost, and its connection with it. */
  dropReply(): void {
    this.dropNext += 1;
  }

  get pending(): number {
    return this.dropNext;
  }

  private pass(client: Socket, upstream: Socket): void {
    const both = [client, upstream];
    for (const socket of both) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        for (const one of both) one.destroy();
      });
    }
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => {
      if (this.dropNext > 0) {
        this.dropNext -= 1;
        client.destroy();
        return;
      }
      client.write(bytes);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}
