import { Injectable } from '@nestjs/common';
import {
  Gate,
  type GateAnswer,
  type GateContents,
  type GateInspection,
  type GateQuestion,
  type GateState,
  type Grant,
} from '../domain/gate.js';
import { placeKey, placeOfKey } from '../domain/place.js';
import {
  codeFrom,
  GRANT_CODES,
  GRANT_VERDICTS,
  RELEASE_CODES,
  ADOPT_CODES,
  SET_STATE_CODES,
  SET_WINDOW_CODES,
  LOAD_CODES,
  FINISH_LOAD_CODES,
} from './gate-codes.js';
import { GateConnection } from './gate-connection.js';
import { gateKeys } from './gate-keys.js';
import { scripts } from './scripts.generated.js';

/** Arguments of one loading call: enough to be few calls, few enough to let others be served between them. */
const LOAD_CHUNK = 600;

@Injectable()
export class RedisGate extends Gate {
  constructor(private readonly connection: GateConnection) {
    super();
  }

  async ask(roundId: number, epoch: number, questions: readonly GateQuestion[]): Promise<GateAnswer[]> {
    const args: (string | number)[] = [epoch, await this.connection.runId()];
    for (const { personId, ranges } of questions) {
      args.push(personId, ranges.map(({ low, high }) => `${String(low)}-${String(high)}`).join(','));
    }
    const reply = (await this.connection.run(scripts.grant, gateKeys(roundId).slice(0, 4), args)) as number[];
    const [verdict = -1, , gateEpoch = 0] = reply;
    const decided = codeFrom(GRANT_VERDICTS, verdict);
    if (decided === 'stale') return questions.map(() => ({ kind: 'stale', gateEpoch }));
    if (decided === 'unarmed') return questions.map(() => ({ kind: 'unarmed' }));
    return questions.map(({ personId }, i) => {
      const [code = -1, a = 0, b = 0] = reply.slice(3 + 3 * i, 6 + 3 * i);
      const kind = codeFrom(GRANT_CODES, code);
      switch (kind) {
        case 'granted':
        case 'held':
          return { kind, epoch: gateEpoch, grant: { personId, ...placeOfKey(a), grantedAtMs: b } };
        case 'sold-out':
          return { kind, roundRemaining: a };
        case 'not-open':
          return { kind, msUntilOpen: a };
        case 'paused':
        case 'closed':
          return { kind };
      }
    });
  }

  async release(roundId: number, grant: Grant): Promise<boolean> {
    const reply = await this.connection.run(scripts.release, gateKeys(roundId).slice(0, 4), grantArgs(grant));
    return codeFrom(RELEASE_CODES, reply) === 'released';
  }

  async adopt(roundId: number, grant: Grant, insteadOf = ''): Promise<'adopted' | 'known' | 'conflict' | 'unarmed'> {
    const args = [...grantArgs(grant), insteadOf];
    return codeFrom(ADOPT_CODES, await this.connection.run(scripts.adopt, gateKeys(roundId).slice(0, 4), args));
  }

  async setState(roundId: number, epoch: number, state: GateState): Promise<'done' | 'stale' | 'unarmed'> {
    const [meta] = gateKeys(roundId);
    return codeFrom(SET_STATE_CODES, await this.connection.run(scripts.setState, [meta], [epoch, state]));
  }

  async setWindow(
    roundId: number,
    epoch: number,
    opensAtMs: number,
    closesAtMs: number | null,
  ): Promise<'done' | 'opened-already' | 'stale' | 'unarmed'> {
    const [meta] = gateKeys(roundId);
    const reply = await this.connection.run(scripts.setWindow, [meta], [epoch, opensAtMs, closesAtMs ?? 0]);
    return codeFrom(SET_WINDOW_CODES, reply);
  }

  async load(roundId: number, contents: GateContents): Promise<'done' | 'mismatch' | 'stale'> {
    const keys = gateKeys(roundId);
    const { epoch, state, opensAtMs, closesAtMs } = contents;
    // Read before anything is loaded: should the server be replaced meanwhile, the gate then names a life that is over.
    const runId = await this.connection.runId();
    if (codeFrom(LOAD_CODES, await this.connection.run(scripts.beginLoad, keys, [epoch])) === 'stale') return 'stale';
    const places = contents.places.flatMap(({ low, high }) => [low, high]);
    const grants = contents.grants.flatMap(grantArgs);
    for (const [script, values] of [
      [scripts.loadPlaces, places],
      [scripts.loadGrants, grants],
    ] as const) {
      for (let from = 0; from < values.length; from += LOAD_CHUNK) {
        const reply = await this.connection.run(script, keys, [epoch, ...values.slice(from, from + LOAD_CHUNK)]);
        if (codeFrom(LOAD_CODES, reply) === 'stale') return 'stale';
      }
    }
    const count = contents.places.reduce((sum, { low, high }) => sum + high - low + 1, 0);
    const window = [opensAtMs, closesAtMs ?? 0];
    const reply = await this.connection.run(scripts.finishLoad, keys, [epoch, runId, state, ...window, count]);
    return codeFrom(FINISH_LOAD_CODES, reply);
  }

  async inspect(roundId: number): Promise<GateInspection> {
    const runId = await this.connection.runId();
    const reply = await this.connection.run(scripts.inspect, gateKeys(roundId).slice(0, 4), []);
    const [nowMs, epoch, run, state, opensAtMs, closesAtMs, places, free, granted, remaining, remainingInSlots] =
      reply as [
        ...[number, number?, string?, GateState?, number?, number?, number?, number?, number?, number?, number?],
      ];
    if (epoch === undefined || state === undefined) return { nowMs };
    return {
      nowMs,
      armed: {
        epoch,
        sameServerLife: run === runId,
        state,
        opensAtMs: opensAtMs ?? 0,
        closesAtMs: closesAtMs === 0 ? null : (closesAtMs ?? null),
        places: places ?? 0,
        free: free ?? 0,
        granted: granted ?? 0,
        remaining: remaining ?? 0,
        remainingInSlots: remainingInSlots ?? 0,
      },
    };
  }

  async remaining(roundId: number): Promise<ReadonlyMap<number, number>> {
    const [, , remaining] = gateKeys(roundId);
    const counters = await this.connection.guard(() => this.connection.redis.hgetall(remaining));
    const slots = Object.entries(counters).filter(([field]) => field !== 'round');
    return new Map(slots.map(([slotId, count]) => [Number(slotId), Number(count)]));
  }

  async grants(roundId: number): Promise<Grant[]> {
    const [, , , key] = gateKeys(roundId);
    const found = new Map<string, Grant>();
    let cursor = '0';
    do {
      const [next, fields] = await this.connection.guard(() =>
        this.connection.redis.hscan(key, cursor, 'COUNT', 1_000),
      );
      for (let i = 0; i + 1 < fields.length; i += 2) {
        const personId = fields[i] as string;
        const [place, grantedAtMs] = (fields[i + 1] as string).split(':').map(Number) as [number, number];
        found.set(personId, { personId, ...placeOfKey(place), grantedAtMs });
      }
      cursor = next;
    } while (cursor !== '0');
    return [...found.values()];
  }

  async nowMs(): Promise<number> {
    const [seconds, micros] = await this.connection.guard(() => this.connection.redis.time());
    return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
  }
}

function grantArgs(grant: Grant): (string | number)[] {
  return [grant.personId, placeKey(grant), grant.grantedAtMs];
}
