import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runProgram } from './run-program.js';

interface Cruise {
  summary: {
    violations: { rule: { name: string }; from: string; to: string }[];
    ruleSetUsed: { forbidden: { name: string }[] };
  };
}

const ROOMS = [
  'audit',
  'booking',
  'http',
  'identity',
  'kernel',
  'mysql',
  'opening',
  'quota',
  'redis',
  'round',
  'staff',
];
const APPS = ['resident-api', 'simulator', 'worker'];

/** A small house in which every import is allowed, some of them only just. */
const house: Record<string, string> = {
  ...Object.fromEntries(
    ROOMS.map((room) => [`libs/${room}/index.ts`, `import 'node:path';\nexport const ${room} = 1;\n`]),
  ),
  ...Object.fromEntries(APPS.map((app) => [`apps/${app}/src/main.ts`, "import '#kernel';\nimport './env.js';\n"])),
  ...Object.fromEntries(APPS.map((app) => [`apps/${app}/src/env.ts`, "import 'zod';\n"])),
  'apps/stack/src/testing.ts': "import '#mysql';\nimport './servers/redis.js';\n",
  'apps/stack/src/servers/redis.ts': "import 'node:net';\n",
  'apps/resident-api/src/http/bookings.ts': "import '@nestjs/platform-fastify';\nimport '#booking';\n",
  'apps/resident-api/test/booking.spec.ts':
    "import '../../stack/src/testing.js';\nimport '../../../libs/opening/test/scene.js';\nimport '../src/main.js';\n",
  'apps/simulator/src/sign-in.ts': "import 'fastify';\nimport '#kernel';\n",
  'libs/booking/domain/choice.ts':
    "import '#quota';\nimport 'luxon';\nimport 'csv-parse/sync';\nimport 'node:crypto';\n",
  'libs/booking/usecases/book.ts': "import '../adapters/ledger.js';\nimport '../domain/choice.js';\n",
  'libs/booking/adapters/ledger.ts': "import 'typeorm';\nimport '#mysql';\n",
  'libs/http/run.ts': "import '@nestjs/platform-fastify';\nimport '#kernel';\n",
  'libs/opening/test/scene.ts':
    "import '../../../apps/stack/src/testing.js';\nimport '#identity';\nimport 'fast-check';\n",
  'load-tests/rush/main.ts': "import '../../apps/stack/src/testing.js';\nimport '#kernel';\n",
};

/** [rule, file in which its violation is planted, what that file imports] */
const planted: [rule: string, path: string, imports: string][] = [
  ['room-kernel', 'libs/kernel/planted.ts', '#redis'],
  ['room-mysql', 'libs/mysql/planted.ts', '#round'],
  ['room-redis', 'libs/redis/planted.ts', '#mysql'],
  ['room-http', 'libs/http/planted.ts', '#mysql'],
  ['room-audit', 'libs/audit/planted.ts', '#round'],
  ['room-round', 'libs/round/usecases/planted.ts', '#booking'],
  ['room-quota', 'libs/quota/usecases/planted.ts', '#booking'],
  ['room-identity', 'libs/identity/usecases/planted.ts', '#round'],
  ['room-staff', 'libs/staff/usecases/planted.ts', '#identity'],
  ['room-booking', 'libs/booking/usecases/planted.ts', '#opening'],
  ['room-opening', 'libs/opening/usecases/planted.ts', '#identity'],
  ['room-checkin', 'libs/checkin/usecases/planted.ts', '#opening'],
  ['room-of-the-graph', 'libs/lottery/planted.ts', '#kernel'],
  ['room-by-its-door', 'libs/opening/planted.ts', '../booking/usecases/book.js'],
  ['room-test-by-its-door', 'libs/opening/test/planted.spec.ts', '../../booking/usecases/book.js'],
  ['libs-know-no-app', 'libs/quota/planted.ts', '../../apps/stack/src/testing.js'],
  ['room-test-on-the-stage', 'libs/quota/test/planted.spec.ts', '../../../apps/worker/src/main.js'],
  ['app-by-the-doors', 'apps/worker/src/reaches-past-a-door.ts', '../../../libs/booking/usecases/book.js'],
  ['app-by-the-doors', 'apps/worker/src/reaches-into-an-app.ts', '../../resident-api/src/main.js'],
  ['app-by-the-doors', 'apps/worker/src/reaches-for-the-stage.ts', '../../stack/src/testing.js'],
  ['app-test-by-the-doors', 'apps/worker/test/planted.spec.ts', '../../../libs/booking/usecases/book.js'],
  ['load-test-from-outside', 'load-tests/rush/planted.ts', '../../apps/simulator/src/main.js'],
  ['simulator-stands-outside', 'apps/simulator/src/planted.ts', '#identity'],
  ['domain-is-pure', 'libs/booking/domain/uses-an-adapter.ts', '../adapters/ledger.js'],
  ['domain-is-pure', 'libs/booking/domain/uses-a-usecase.ts', '../usecases/book.js'],
  ['domain-is-pure', 'libs/booking/domain/reads-files.ts', 'node:fs'],
  ['domain-is-pure', 'libs/booking/domain/knows-nest.ts', '@nestjs/common'],
  ['domain-is-pure', 'libs/booking/domain/knows-typeorm.ts', 'typeorm'],
  ['domain-is-pure', 'libs/booking/domain/knows-the-driver.ts', 'mysql2/promise'],
  ['domain-is-pure', 'libs/booking/domain/streams.ts', 'csv-parse'],
  ['domain-knows-no-plumbing', 'libs/booking/domain/knows-mysql.ts', '#mysql'],
  ['adapters-serve-usecases', 'libs/booking/adapters/planted.ts', '../usecases/book.js'],
  ['http-stops-at-the-apps', 'libs/booking/knows-fastify.ts', 'fastify'],
  ['http-stops-at-the-apps', 'libs/booking/knows-the-platform.ts', '@nestjs/platform-fastify'],
  ['product-knows-no-test', 'libs/opening/lends-from-a-test.ts', './test/scene.js'],
  ['product-runs-without-dev-packages', 'libs/kernel/needs-a-dev-package.ts', 'fast-check'],
  ['no-package-by-accident', 'libs/kernel/needs-a-package-of-a-package.ts', 'find-my-way'],
  ['no-cycle', 'libs/round/chicken.ts', './egg.js'],
  ['no-dead-end', 'libs/kernel/leads-nowhere.ts', './nowhere.js'],
];

let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The check as `npm run check` runs it, in this folder. */
async function cruise(): Promise<Cruise['summary']> {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = resolve('.dependency-cruiser.mjs');
  const options = ['--config', rules, '--output-type', 'json', 'apps', 'libs', 'load-tests'];
  const { output } = await runProgram(process.execPath, [program, ...options], folder);
  return (JSON.parse(output) as Cruise).summary;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiyue-walls-'));
  for (const file of ['package.json', 'tsconfig.json']) copyFileSync(file, join(folder, file));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(house)) write(path, text);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a house in which every import is allowed passes', async () => {
  expect((await cruise()).violations).toEqual([]);
});

test('every wall stops what is planted to go through it', async () => {
  for (const [, path, imports] of planted) write(path, `import '${imports}';\n`);
  write('libs/round/egg.ts', "import './chicken.js';\n");
  write('libs/kernel/orphan.ts', 'export const alone = 1;\n');
  write('libs/quota/usecases/by-type.ts', "import type { Booking } from '#booking';\n");
  const { violations, ruleSetUsed } = await cruise();
  const seen = new Set(violations.map(({ rule, from }) => `${rule.name} in ${from}`));
  const expected = [
    ...planted.map(([rule, path]) => `${rule} in ${path}`),
    'no-orphan in libs/kernel/orphan.ts',
    'room-quota in libs/quota/usecases/by-type.ts',
  ];
  expect(expected.filter((violation) => !seen.has(violation))).toEqual([]);

  const tried = new Set(['no-orphan', ...planted.map(([rule]) => rule)]);
  expect(ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});
