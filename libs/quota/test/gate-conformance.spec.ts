import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateConnection, rangeOfSlot, RedisGate, type Gate, type GateQuestion, type Grant } from '#quota';
import { testRedis, type TestRedis } from '../../../apps/stack/src/testing.js';
import { ModelGate } from './model-gate.js';

const HOUR_MS = 3_600_000;
const PEOPLE = ['ada', 'bei', 'cui', 'dou', 'eve', 'fan'];
const SLOTS = [
  { slotId: 7, capacity: 2 },
  { slotId: 8, capacity: 1 },
  { slotId: 31, capacity: 3 },
];
const places = SLOTS.map(({ slotId, capacity }) => ({ low: slotId * 10_000 + 1, high: slotId * 10_000 + capacity }));

let server: TestRedis;
beforeAll(async () => {
  server = await testRedis();
});
afterAll(async () => {
  await server.close();
});

type Step =
  | { do: 'ask'; questions: readonly GateQuestion[]; stale: boolean }
  | { do: 'release'; person: number; wrongMoment: boolean }
  | { do: 'adopt'; person: number; slot: number; no: number; insteadOf: number }
  | { do: 'state'; state: 'open' | 'paused' | 'closed'; stale: boolean }
  | { do: 'window'; opensInMs: number; closesInMs: number | null }
  | { do: 'reload'; keep: boolean; older: boolean };

const personId = fc.constantFrom(...PEOPLE);
const range = fc.constantFrom(...SLOTS.map(({ slotId }) => rangeOfSlot(slotId)), { low: 0, high: 10 ** 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      questions: fc.array(fc.record({ personId, ranges: fc.array(range, { minLength: 1, maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 5,
      }),
      stale: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      questions: fc.constant<GateQuestion[]>([{ personId: 'ada', ranges: places }]),
      stale: fc.constant(true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('release' as const), person: fc.nat(5), wrongMoment: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adopt' as const),
      person: fc.nat(5),
      slot: fc.nat(2),
      no: fc.integer({ min: 1, max: 1 }),
      insteadOf: fc.integer({ min: -1, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      state: fc.constantFrom('open' as const, 'paused' as const, 'closed' as const),
      stale: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('window' as const),
      opensInMs: fc.constantFrom(-HOUR_MS, HOUR_MS),
      closesInMs: fc.constantFrom(null, 2 * HOUR_MS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), keep: fc.boolean(), older: fc.boolean() }) },
);

/** Drives one gate through a history and tells what it said, moments left out: no two clocks agree. */
async function drive(gate: Gate, roundId: number, steps: Step[], opensInMs: number): Promise<unknown[]> {
  const said: unknown[] = [];
  let epoch = 3;
  const startedAtMs = await gate.nowMs();
  const load = async (by: number, grants: Grant[]): Promise<void> => {
    const at = { opensAtMs: startedAtMs + opensInMs, closesAtMs: null };
    said.push(await gate.load(roundId, { epoch: epoch + by, state: 'open', ...at, places, grants }));
    if (by > 0) epoch += by;
  };
  await load(1, []);
  for (const step of steps) {
    const grants = await gate.grants(roundId);
    const grantOf = (person: number): Grant | undefined => grants.find((grant) => grant.personId === PEOPLE[person]);
    if (step.do === 'ask') {
      const answers = await gate.ask(roundId, step.stale ? epoch - 1 : epoch, step.questions);
      said.push(
        answers.map((answer) =>
          'grant' in answer
            ? { kind: answer.kind, epoch: answer.epoch, slot: answer.grant.slotId, no: answer.grant.placeNo }
            : { ...answer, ...('msUntilOpen' in answer && { msUntilOpen: answer.msUntilOpen > 0 }) },
        ),
      );
    } else if (step.do === 'release') {
      const held = grantOf(step.person) ?? { personId: 'nobody', slotId: 7, placeNo: 1, grantedAtMs: 5 };
      said.push(await gate.release(roundId, step.wrongMoment ? { ...held, grantedAtMs: held.grantedAtMs + 1 } : held));
    } else if (step.do === 'adopt') {
      const adopted = {
        personId: PEOPLE[step.person] ?? '',
        slotId: SLOTS[step.slot]?.slotId ?? 7,
        placeNo: step.no,
        grantedAtMs: 42,
      };
      said.push(await gate.adopt(roundId, adopted, PEOPLE[step.insteadOf]));
    } else if (step.do === 'state') {
      said.push(await gate.setState(roundId, step.stale ? epoch - 1 : epoch, step.state));
    } else if (step.do === 'window') {
      const closesAtMs = step.closesInMs === null ? null : startedAtMs + step.closesInMs;
      said.push(await gate.setWindow(roundId, epoch, startedAtMs + step.opensInMs, closesAtMs));
    } else {
      await load(step.older ? -1 : 1, step.keep ? grants : []);
    }
    const { armed } = await gate.inspect(roundId);
    said.push({ ...armed, opensAtMs: undefined, closesAtMs: undefined });
    said.push(Object.fromEntries(await gate.remaining(roundId)));
    if (armed) expect(armed.free + armed.granted).toBe(armed.places);
  }
  return said;
}

test('the gate and a model in memory say the same over random histories', async () => {
  const gate = new RedisGate(new GateConnection(server.redis));
  let roundId = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(-HOUR_MS, HOUR_MS),
      async (steps, opensInMs) => {
        roundId += 1;
        const ofGate = await drive(gate, roundId, steps, opensInMs);
        const ofModel = await drive(new ModelGate(() => Date.now()), roundId, steps, opensInMs);
        expect(ofGate).toEqual(ofModel);
      },
    ),
    { numRuns: 300, verbose: fc.VerbosityLevel.Verbose },
  );
});
