import type { BenchHouse } from './bench-house.js';
import type { BenchRound } from './bench-ledger.js';
import type { ExpectedAnswer, PerContender, Target } from './contender.js';
import { MOST_PEOPLE } from './crowd.js';

const BOOKED: ExpectedAnswer = { status: 201, holds: '"state":"booked"' };
const SOLD_OUT: ExpectedAnswer = { status: 409, holds: '"code":"quota/sold-out"' };

/** Whom each contender's requests are for. The tappers of the round that is gone are none of those who have a place in it. */
export function targetsOf(house: BenchHouse, open: BenchRound, people: number, gone: BenchRound): PerContender<Target> {
  const { apps, textbookLedger } = house;
  const pass = { kind: 'pass', key: house.passKey } as const;
  const everybody = { first: gone.places, size: MOST_PEOPLE };
  const booking = bookingTarget(house, open, people);
  return {
    emptyPost: { ...booking, port: apps.emptyPost.port, crowd: everybody },
    booking,
    soldOut: { ...gone, port: apps.resident.port, token: pass, crowd: everybody, expected: SOLD_OUT },
    textbook: {
      port: apps.textbook.port,
      roundId: textbookLedger.roundId,
      slotIds: textbookLedger.slotIds,
      token: { kind: 'textbook', key: house.textbookSecret },
      crowd: everybody,
      expected: BOOKED,
    },
  };
}

/** The first `people` persons of the ledger book places of a round. */
export function bookingTarget({ apps, passKey }: BenchHouse, round: BenchRound, people: number): Target {
  return {
    port: apps.resident.port,
    roundId: round.roundId,
    slotIds: round.slotIds,
    token: { kind: 'pass', key: passKey },
    crowd: { first: 0, size: people },
    expected: BOOKED,
  };
}
