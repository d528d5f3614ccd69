import { requestsFor } from './generator/requests.js';
import { WirePool } from '../wire/wire-pool.js';
import type { BenchHouse } from './bench-house.js';
import { SLOTS, type BenchRound, type LedgerCount } from './bench-ledger.js';
import { contenderNames, type ContenderName, type PerContender, type Target } from './contender.js';
import type { BenchOptions } from './options.js';
import { bookingTarget, targetsOf } from './targets.js';
import type { WindowResult } from './generator/window.js';

/** A first turn for everybody: it makes the code warm and tells how many people and places a turn needs. */
const WARM_UP = { people: 60_000, settleMs: 500, measureMs: 1_500 };
/** Not measured, at the beginning of each turn. */
const SETTLE_MS = 500;
/** A machine that was busy with other things in the warm-up is believed to be at least this fast (answers a second). */
const LEAST_RATE = 5_000;
/** How much faster than in the warm-up a contender may be before its people are used up. */
const HEADROOM = 1.5;
const MOST_PLACES_IN_SLOT = 9_999;

export interface Reckoning {
  what: string;
  /** Answers that said so. */
  answered: number;
  ledger: LedgerCount;
}

export interface BenchRun {
  warmUp: PerContender<WindowResult>;
  /** In the order they were measured. */
  rounds: PerContender<WindowResult>[];
  reckonings: Reckoning[];
}

export async function runBench(
  house: BenchHouse,
  options: BenchOptions,
  say: (line: string) => void,
): Promise<BenchRun> {
  const { ledger, apps } = house;
  say(`making ${String(WARM_UP.people)} people and two rounds`);
  await ledger.ensurePeople(WARM_UP.people);
  const first = await ledger.openRound(Math.ceil(WARM_UP.people / SLOTS));
  const gone = await ledger.openRound(1);
  await published(apps.resident.port, [first, gone]);
  await bookAll(bookingTarget(house, gone, gone.places), gone.places);

  const warmUpTurns = new Turns(house, options, targetsOf(house, first, WARM_UP.people, gone));
  const warmUp = await warmUpTurns.round(0, () => WARM_UP.people, WARM_UP.settleMs, WARM_UP.measureMs);

  const measureMs = options.seconds * 1_000;
  const need = (name: ContenderName): number => {
    const { expected, ms } = warmUp[name].measured;
    const perMs = Math.max(expected / ms, LEAST_RATE / 1_000) * HEADROOM;
    return Math.ceil(perMs * (SETTLE_MS + measureMs)) + options.connections;
  };
  const people = Math.min(need('booking') * options.rounds, SLOTS * MOST_PLACES_IN_SLOT);
  say(`making ${String(people)} people and a round for them`);
  await ledger.ensurePeople(people);
  const open = await ledger.openRound(Math.ceil(people / SLOTS));
  await published(apps.resident.port, [open]);

  const turns = new Turns(house, options, targetsOf(house, open, people, gone), warmUpTurns);
  const rounds: PerContender<WindowResult>[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    say(`round ${String(round + 1)} of ${String(options.rounds)}`);
    const share = Math.floor(people / options.rounds);
    rounds.push(await turns.round(round, (name) => (name === 'booking' ? share : need(name)), SETTLE_MS, measureMs));
  }
  return { warmUp, rounds, reckonings: await reckon(house, { first, gone, open }, [warmUp, ...rounds]) };
}

/** The contenders one after the other, each going on in its crowd where it stopped. */
class Turns {
  private readonly nextTurn: Record<ContenderName, number>;

  constructor(
    private readonly house: BenchHouse,
    private readonly options: BenchOptions,
    private readonly targets: PerContender<Target>,
    before?: Turns,
  ) {
    // The booking's crowd taps in a round of its own each time; the others' goes on.
    this.nextTurn = { ...(before?.nextTurn ?? { emptyPost: 0, soldOut: 0, textbook: 0 }), booking: 0 };
  }

  /** Every contender once, another one first each time: what one leaves behind does not always meet the same one. */
  async round(
    nth: number,
    turnsOf: (name: ContenderName) => number,
    settleMs: number,
    measureMs: number,
  ): Promise<PerContender<WindowResult>> {
    const results = new Map<ContenderName, WindowResult>();
    for (let i = 0; i < contenderNames.length; i += 1) {
      const name = contenderNames[(nth + i) % contenderNames.length] ?? 'emptyPost';
      const turns = turnsOf(name);
      const { apps, stores } = this.house;
      const api = apps[name === 'emptyPost' || name === 'textbook' ? name : 'resident'].process;
      const result = await this.house.generator.run({
        target: this.targets[name],
        firstTurn: this.nextTurn[name],
        turns,
        connections: this.options.connections,
        ...{ settleMs, measureMs },
        processes: [
          { name: 'api', pid: api.pid },
          { name: 'mariadb', pid: stores.mariadb.pid },
          { name: 'redis', pid: stores.redis.pid },
        ],
      });
      this.nextTurn[name] += turns;
      results.set(name, result);
    }
    return Object.fromEntries(results) as PerContender<WindowResult>;
  }
}

/** Waits until the process has heard of the rounds. */
async function published(port: number, rounds: readonly BenchRound[]): Promise<void> {
  for (const { roundId } of rounds) {
    const until = performance.now() + 20_000;
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/api/rounds/${String(roundId)}`);
      const { remaining } = (await answer.json()) as { remaining?: number | null };
      if (answer.ok && typeof remaining === 'number') break;
      if (performance.now() > until) throw new Error(`round ${String(roundId)} was not published`);
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

async function bookAll(target: Target, places: number): Promise<void> {
  const pool = new WirePool({ host: '127.0.0.1', port: target.port, mostConnections: 16, timeoutMs: 10_000 });
  try {
    const outcomes = await Promise.all(requestsFor(target, 0, places).map((request) => pool.ask(request)));
    const booked = outcomes.filter((one) => one.kind === 'reply' && one.reply.head.status === target.expected.status);
    if (booked.length !== places)
      throw new Error(`${String(booked.length)} of ${String(places)} places could be booked`);
  } finally {
    pool.close();
  }
}

async function reckon(
  { ledger, textbookLedger }: BenchHouse,
  rounds: Record<'first' | 'gone' | 'open', BenchRound>,
  turns: readonly PerContender<WindowResult>[],
): Promise<Reckoning[]> {
  const [warmUp, ...measured] = turns;
  const answered = (name: ContenderName, of: readonly PerContender<WindowResult>[]): number =>
    of.reduce((sum, one) => sum + one[name].whole.expected, 0);
  return [
    {
      what: 'bookings, warm-up',
      answered: answered('booking', warmUp ? [warmUp] : []),
      ledger: await ledger.count(rounds.first.roundId),
    },
    {
      what: 'bookings, measured',
      answered: answered('booking', measured),
      ledger: await ledger.count(rounds.open.roundId),
    },
    { what: 'the round that was gone', answered: rounds.gone.places, ledger: await ledger.count(rounds.gone.roundId) },
    { what: 'textbook', answered: answered('textbook', turns), ledger: await textbookLedger.count() },
  ];
}
