import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { connectLedger } from '#mysql';
import { AddPerson, FindLogin, IssuePass, ListPersons } from '../index.js';
import { madeUpIdNumber, newAccount, surroundings, type Surroundings } from './whole-room.js';

let around: Surroundings;
let line: Server;
let dataSource: DataSource;
let module: TestingModule;
let account: string;
const sockets = new Set<Socket>();
let blackHole = false;

beforeAll(async () => {
  around = await surroundings();
  const server = new URL(around.ledger.url);
  line = createServer((client) => {
    const beyond = connect(Number(server.port), server.hostname);
    for (const socket of [client, beyond]) sockets.add(socket.on('error', () => socket.destroy()));
    client.on('data', (bytes) => !blackHole && beyond.write(bytes));
    beyond.on('data', (bytes) => !blackHole && client.write(bytes));
  });
  await new Promise<void>((ready) => line.listen(0, '127.0.0.1', ready));
  const viaLine = new URL(server);
  viaLine.port = String((line.address() as AddressInfo).port);
  dataSource = await connectLedger({ url: viaLine.href, queryTimeoutMs: 500 });
  const providers = [...around.providers, { provide: DataSource, useValue: dataSource }];
  module = await Test.createTestingModule({ providers }).compile();
  account = await newAccount(around.ledger);
});
afterAll(async () => {
  await dataSource.destroy().catch(() => undefined);
  for (const socket of sockets) socket.destroy();
  line.close();
  await around.close();
});

function everything(): Promise<unknown>[] {
  const idNumber = madeUpIdNumber();
  around.provider.records.set(idNumber, '张三');
  const round = { roundId: 1, eligibility: {}, opensAtMs: 0, closesAtMs: null };
  const person = { name: '张三', idNumber, relation: 'self', consent: { version: '1' } } as const;
  return [
    module.get(FindLogin).find('A'.repeat(43)),
    module.get(ListPersons).list(account),
    module.get(AddPerson).add(account, person),
    module.get(IssuePass).issue(account, '01900000-0000-7000-8000-000000000000', round),
  ];
}

async function refusals(): Promise<string[]> {
  const settled = await Promise.allSettled(everything());
  return settled.map((result) => (result.status === 'fulfilled' ? 'answered' : (result.reason as Error).message));
}

const ALL_UNAVAILABLE = Array.from({ length: 4 }, () => 'identity/ledger-unavailable');

test('while the ledger does not answer, everybody is told so within the time limit, and nobody is asked about', async () => {
  await module.get(ListPersons).list(account);
  blackHole = true;
  const startedAt = performance.now();
  expect(await refusals()).toEqual(ALL_UNAVAILABLE);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(around.provider.host.calls).toBe(0);
  blackHole = false;
});

test('when its connections are cut and it cannot be reached, the same at once', async () => {
  for (const socket of sockets) socket.destroy();
  line.close();
  const startedAt = performance.now();
  expect(await refusals()).toEqual(ALL_UNAVAILABLE);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
