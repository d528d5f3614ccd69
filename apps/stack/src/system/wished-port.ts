import { createServer } from 'node:net';
import { freePort } from '../servers/free-port.js';

/** The wished-for port of the loopback address if nobody has it, else a free one. */
export async function wishedPort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
  return free ? port : freePort();
}
