import { randomUUID } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { JwtPassSigner, readKeyRing } from '#identity';
import { requestBytes } from '../../wire/request-bytes.js';
import type { Target } from '../contender.js';
import { personOf, scattered } from '../crowd.js';

const TOKEN_LASTS_MS = 3_600_000;

/** The taps of these turns of the target's crowd: each of another person until all had one, the slots in turn. */
export function requestsFor(target: Target, firstTurn: number, turns: number): Buffer[] {
  const tokenOf = tokenMaker(target);
  const { slotIds, crowd } = target;
  return Array.from({ length: turns }, (_, i) => {
    const turn = firstTurn + i;
    return requestBytes({
      method: 'POST',
      host: `127.0.0.1:${String(target.port)}`,
      target: `/api/rounds/${String(target.roundId)}/bookings`,
      headers: {
        accept: 'application/json',
        'accept-language': 'zh-CN',
        authorization: `Bearer ${tokenOf(crowd.first + scattered(turn % crowd.size, crowd.size))}`,
        'idempotency-key': randomUUID(),
      },
      body: { choices: [{ slotId: slotIds[turn % slotIds.length] }] },
    });
  });
}

function tokenMaker({ token: { kind, key }, roundId }: Target): (person: number) => string {
  const expiresAtMs = Math.ceil((Date.now() + TOKEN_LASTS_MS) / 1_000) * 1_000;
  if (kind === 'pass') {
    const signer = new JwtPassSigner(readKeyRing({ currentKeyId: 'k1', keys: { k1: key } }));
    return (person) => signer.sign({ ...personOf(person), roundId, expiresAtMs });
  }
  const jwt = new JwtService({ secret: key });
  return (person) => {
    const { personId, accountId } = personOf(person);
    return jwt.sign({ sub: personId, acc: accountId, rnd: roundId, exp: expiresAtMs / 1_000 });
  };
}
