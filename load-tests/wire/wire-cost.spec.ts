import { expect, test } from '@jest/globals';
import { Agent, request } from 'node:http';
import { Worker } from 'node:worker_threads';
import { requestBytes } from './request-bytes.js';
import { WirePool } from './wire-pool.js';

/** In a thread of its own, so that only the client's time is counted. */
const server = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const reply = 'HTTP/1.1 201 Created\\r\\ncontent-type: application/json\\r\\ncontent-length: 300\\r\\n\\r\\n' + 'x'.repeat(300);
  const office = createServer((socket) => {
    socket.setNoDelay(true).on('error', () => {}).on('data', () => socket.write(reply));
  });
  office.listen(0, '127.0.0.1', () => parentPort.postMessage(office.address().port));
`;
const AT_ONCE = 32;

/** CPU microseconds of this thread for one request and its reply. */
async function costUs(ask: (done: () => void) => void, times: number): Promise<number> {
  const before = process.threadCpuUsage();
  await new Promise<void>((resolve) => {
    let asked = 0;
    let answered = 0;
    const next = (): void => {
      if (asked++ < times)
        ask(() => {
          if (++answered === times) resolve();
          else next();
        });
    };
    for (let i = 0; i < AT_ONCE; i += 1) next();
  });
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / times;
}

test('a request costs less than half of what the standard client takes for it', async () => {
  const worker = new Worker(server, { eval: true });
  const port = await new Promise<number>((resolve) => {
    worker.once('message', resolve);
  });
  const pool = new WirePool({ host: '127.0.0.1', port, mostConnections: AT_ONCE, timeoutMs: 5_000 });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const body = { choices: [{ clinicId: 3 }, { any: true }] };
    const bytes = requestBytes({ method: 'POST', host: 'office', target: '/api', body });
    const light = (done: () => void): void => {
      pool.send(bytes, done);
    };
    const standard = (done: () => void): void => {
      const headers = { 'content-type': 'application/json' };
      const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path: '/api', headers }, (reply) => {
        reply
          .setEncoding('utf8')
          .on('data', () => undefined)
          .on('end', done);
      });
      sent.end(JSON.stringify(body));
    };
    for (const ask of [light, standard]) await costUs(ask, 3_000);
    const [lightUs, standardUs] = [await costUs(light, 6_000), await costUs(standard, 6_000)];
    expect(lightUs / standardUs).toBeLessThan(0.5);
  } finally {
    pool.close();
    agent.destroy();
    await worker.terminate();
  }
});
