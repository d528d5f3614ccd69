import {
  Gate,
  joinTouching,
  placeKey,
  placeOfKey,
  type GateAnswer,
  type GateContents,
  type GateInspection,
  type GateQuestion,
  type GateState,
  type Grant,
} from '#quota';

interface Round {
  epoch: number;
  state: GateState;
  opensAtMs: number;
  closesAtMs: number | null;
  places: Set<number>;
  grants: Map<string, Grant>;
}

/** The gate as one would explain it: a set of places and who has which. Plain, slow, in memory. */
export class ModelGate extends Gate {
  private readonly rounds = new Map<number, Round>();

  constructor(private readonly clock: () => number) {
    super();
  }

  ask(roundId: number, epoch: number, questions: readonly GateQuestion[]): Promise<GateAnswer[]> {
    return Promise.resolve(questions.map((question) => this.answer(roundId, epoch, question)));
  }

  private answer(roundId: number, epoch: number, { personId, ranges }: GateQuestion): GateAnswer {
    const round = this.rounds.get(roundId);
    if (!round) return { kind: 'unarmed' };
    if (round.epoch !== epoch) return { kind: 'stale', gateEpoch: round.epoch };
    const held = round.grants.get(personId);
    if (held) return { kind: 'held', grant: held, epoch };
    const nowMs = this.clock();
    if (round.state === 'closed' || (round.closesAtMs !== null && nowMs >= round.closesAtMs)) return { kind: 'closed' };
    if (round.state === 'paused') return { kind: 'paused' };
    if (nowMs < round.opensAtMs) return { kind: 'not-open', msUntilOpen: round.opensAtMs - nowMs };
    const free = this.free(round);
    for (const { low, high } of ranges) {
      const key = free.find((place) => place >= low && place <= high);
      if (key !== undefined) {
        const grant = { personId, ...placeOfKey(key), grantedAtMs: nowMs };
        round.grants.set(personId, grant);
        return { kind: 'granted', grant, epoch };
      }
    }
    return { kind: 'sold-out', roundRemaining: free.length };
  }

  private free(round: Round): number[] {
    const taken = new Set([...round.grants.values()].map(placeKey));
    return [...round.places].filter((key) => !taken.has(key)).sort((a, b) => a - b);
  }

  release(roundId: number, grant: Grant): Promise<boolean> {
    const round = this.rounds.get(roundId);
    const held = round?.grants.get(grant.personId);
    if (!held || placeKey(held) !== placeKey(grant) || held.grantedAtMs !== grant.grantedAtMs)
      return Promise.resolve(false);
    round?.grants.delete(grant.personId);
    return Promise.resolve(true);
  }

  adopt(roundId: number, grant: Grant, insteadOf = ''): Promise<'adopted' | 'known' | 'conflict' | 'unarmed'> {
    const round = this.rounds.get(roundId);
    if (!round) return Promise.resolve('unarmed');
    const before = round.grants.get(grant.personId);
    if (before && placeKey(before) === placeKey(grant) && before.grantedAtMs === grant.grantedAtMs) {
      return Promise.resolve('known');
    }
    const holder = [...round.grants.values()].find((held) => placeKey(held) === placeKey(grant))?.personId;
    if (holder !== undefined && holder !== grant.personId && holder !== insteadOf) return Promise.resolve('conflict');
    if (holder !== undefined) round.grants.delete(holder);
    round.grants.set(grant.personId, grant);
    return Promise.resolve('adopted');
  }

  setState(roundId: number, epoch: number, state: GateState): Promise<'done' | 'stale' | 'unarmed'> {
    const round = this.rounds.get(roundId);
    if (!round) return Promise.resolve('unarmed');
    if (round.epoch !== epoch) return Promise.resolve('stale');
    round.state = state;
    return Promise.resolve('done');
  }

  setWindow(
    roundId: number,
    epoch: number,
    opensAtMs: number,
    closesAtMs: number | null,
  ): Promise<'done' | 'opened-already' | 'stale' | 'unarmed'> {
    const round = this.rounds.get(roundId);
    if (!round) return Promise.resolve('unarmed');
    if (round.epoch !== epoch) return Promise.resolve('stale');
    if (this.clock() >= round.opensAtMs) return Promise.resolve('opened-already');
    Object.assign(round, { opensAtMs, closesAtMs });
    return Promise.resolve('done');
  }

  load(roundId: number, contents: GateContents): Promise<'done' | 'mismatch' | 'stale'> {
    if ((this.rounds.get(roundId)?.epoch ?? 0) > contents.epoch) return Promise.resolve('stale');
    const { epoch, state, opensAtMs, closesAtMs } = contents;
    const places = new Set<number>();
    for (const { low, high } of joinTouching(contents.places))
      for (let key = low; key <= high; key += 1) places.add(key);
    const grants = new Map(contents.grants.map((grant) => [grant.personId, grant]));
    this.rounds.set(roundId, { epoch, state, opensAtMs, closesAtMs, places, grants });
    return Promise.resolve('done');
  }

  inspect(roundId: number): Promise<GateInspection> {
    const round = this.rounds.get(roundId);
    const nowMs = this.clock();
    if (!round) return Promise.resolve({ nowMs });
    const { epoch, state, opensAtMs, closesAtMs, places, grants } = round;
    const free = this.free(round).length;
    return Promise.resolve({
      nowMs,
      armed: {
        ...{ epoch, state, opensAtMs, closesAtMs, free },
        sameServerLife: true,
        places: places.size,
        granted: grants.size,
        remaining: free,
        remainingInSlots: free,
      },
    });
  }

  remaining(roundId: number): Promise<ReadonlyMap<number, number>> {
    const round = this.rounds.get(roundId);
    const counts = new Map<number, number>();
    for (const key of round?.places ?? []) counts.set(placeOfKey(key).slotId, 0);
    for (const key of round ? this.free(round) : []) {
      const { slotId } = placeOfKey(key);
      counts.set(slotId, (counts.get(slotId) ?? 0) + 1);
    }
    return Promise.resolve(counts);
  }

  grants(roundId: number): Promise<Grant[]> {
    return Promise.resolve([...(this.rounds.get(roundId)?.grants.values() ?? [])]);
  }

  nowMs(): Promise<number> {
    return Promise.resolve(this.clock());
  }
}
