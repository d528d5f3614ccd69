import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface FakeApp {
  port: number;
  /** Every request that reached it, in the order of arrival. */
  requests: IncomingMessage[];
  /** Connections ever made to it. */
  readonly connections: number;
  /** How it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  stop(): Promise<void>;
}

/** Something to stand behind nginx, on a free port of the loopback address. */
export async function runFakeApp(answer: FakeApp['answer']): Promise<FakeApp> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    app.requests.push(request);
    request.resume();
    request.on('end', () => {
      app.answer(request, response);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app: FakeApp = {
    port: (server.address() as AddressInfo).port,
    requests: [],
    get connections() {
      return connections;
    },
    answer,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return app;
}
