import { Injectable } from '@nestjs/common';
import {
  HotPool,
  idFromBinary,
  idToBinary,
  lostToAnother,
  refusedNull,
  serverRefused,
  violatedConstraint,
} from '#mysql';
import { placeKey, type Grant } from '#quota';
import type { Booking } from '../domain/booking.js';
import { ledgerRefusal } from './ledger-refusal.js';
import { idLiteral, integerLiteral, momentLiteral, plainLiteral } from './sql-literal.js';

/** What the ledger says to one row: entered, granted under an epoch that is over, or taken already. */
export type EntryOutcome =
  'entered' | 'stale-epoch' | 'person-taken' | 'place-taken' | 'key-taken' | 'code-taken' | 'unknown';

const COLLISIONS: Readonly<Record<string, EntryOutcome>> = {
  uq_booking_person: 'person-taken',
  uq_booking_place: 'place-taken',
  uq_booking_key: 'key-taken',
  uq_booking_code: 'code-taken',
};

const COLUMNS =
  'id, code, round_id, slot_id, place_no, person_id, account_id, gate_epoch, granted_at, idempotency_key, choices';

const MOST_TRIES = 5;

interface BookingRow {
  id: Buffer;
  code: string;
  round_id: number;
  slot_id: number;
  place_no: number;
  person_id: Buffer;
  account_id: Buffer;
  gate_epoch: number;
  granted_at: Date;
  idempotency_key: string;
  choices: string;
  cancelled_at: Date | null;
}

/** The bookings, as rows. What is committed here is true, whatever anything else remembers. */
@Injectable()
export class BookingLedger {
  constructor(private readonly pool: HotPool) {}

  /**
   * Enters bookings of one round that were granted under one epoch, each of another person, in one statement. When some collide
   * with what is in the ledger, those are looked up and the others entered without them.
   * @returns one outcome for each; `unknown` when there was no answer and the row is not to be seen (yet)
   * @throws Refusal `booking/ledger-unavailable` when a second look was not possible either
   */
  async enter(bookings: readonly Booking[], tries = 1): Promise<EntryOutcome[]> {
    try {
      await this.pool.execute(insertStatement(bookings));
      return bookings.map(() => 'entered');
    } catch (error) {
      if (refusedNull(error, 'gate_epoch')) return bookings.map(() => 'stale-epoch');
      if (lostToAnother(error) && tries < MOST_TRIES) return this.enter(bookings, tries + 1);
      const collision = COLLISIONS[violatedConstraint(error) ?? ''];
      if (collision) return bookings.length === 1 ? [collision] : this.enterWithoutColliding(bookings);
      if (serverRefused(error)) throw ledgerRefusal(error) ?? error;
      return this.lookAgain(bookings);
    }
  }

  private async enterWithoutColliding(bookings: readonly Booking[]): Promise<EntryOutcome[]> {
    const collisions = await this.collisionsOf(bookings);
    const others = bookings.filter((_, i) => collisions[i] === undefined);
    // None to be seen: what was in the way is gone, or is a code. Smaller parts settle it.
    const middle = Math.ceil(others.length / 2);
    const parts = others.length < bookings.length ? [others] : [others.slice(0, middle), others.slice(middle)];
    const entered: EntryOutcome[] = [];
    for (const part of parts) if (part.length > 0) entered.push(...(await this.enter(part)));
    const rest = entered.values();
    return collisions.map((collision) => collision ?? rest.next().value ?? 'unknown');
  }

  /** What stands in the way of each, as the ledger is now. */
  private async collisionsOf(bookings: readonly Booking[]): Promise<(EntryOutcome | undefined)[]> {
    const roundId = integerLiteral(bookings[0]?.roundId ?? 0);
    const persons = bookings.map((booking) => idLiteral(booking.personId)).join(',');
    const places = bookings.map(({ slotId, placeNo }) => `(${integerLiteral(slotId)},${integerLiteral(placeNo)})`);
    const [ofPersons, atPlaces] = await Promise.all([
      this.read(`WHERE round_id = ${roundId} AND person_id IN (${persons})`),
      this.read(`WHERE (slot_id, place_no) IN (${places.join(',')}) AND active = 1`),
    ]);
    const live = new Set(ofPersons.filter((one) => one.cancelledAtMs === null).map((one) => one.personId));
    const keys = new Set(ofPersons.map((one) => `${one.personId}:${one.idempotencyKey}`));
    const taken = new Set(atPlaces.map((one) => placeKey(one)));
    return bookings.map((booking) => {
      if (live.has(booking.personId)) return 'person-taken';
      if (keys.has(`${booking.personId}:${booking.idempotencyKey}`)) return 'key-taken';
      return taken.has(placeKey(booking)) ? 'place-taken' : undefined;
    });
  }

  /** A statement without an answer may have been carried out: only a look at the rows can tell. */
  private async lookAgain(bookings: readonly Booking[]): Promise<EntryOutcome[]> {
    const ids = bookings.map((booking) => idLiteral(booking.id)).join(',');
    const rows = await this.select<{ id: Buffer }>(`SELECT id FROM booking WHERE id IN (${ids})`);
    const found = new Set(rows.map((row) => idFromBinary(row.id)));
    return bookings.map((booking) => (found.has(booking.id) ? 'entered' : 'unknown'));
  }

  /** Live bookings of these persons in a round. */
  async findLive(roundId: number, personIds: readonly string[]): Promise<Booking[]> {
    const ids = personIds.map(idLiteral).join(',');
    return this.read(`WHERE round_id = ${integerLiteral(roundId)} AND active = 1 AND person_id IN (${ids})`);
  }

  async findByKey(roundId: number, personId: string, idempotencyKey: string): Promise<Booking | undefined> {
    const found = await this.read('WHERE round_id = ? AND person_id = ? AND idempotency_key = ?', [
      ...[roundId, idToBinary(personId), idempotencyKey],
    ]);
    return found[0];
  }

  async findAtPlace(slotId: number, placeNo: number): Promise<Booking | undefined> {
    const found = await this.read('WHERE slot_id = ? AND place_no = ? AND active = 1', [slotId, placeNo]);
    return found[0];
  }

  async find(id: string): Promise<Booking | undefined> {
    const found = await this.read('WHERE id = ?', [idToBinary(id)]);
    return found[0];
  }

  /** Newest first. */
  async ofAccount(accountId: string): Promise<Booking[]> {
    return this.read('WHERE account_id = ? ORDER BY id DESC LIMIT 200', [idToBinary(accountId)]);
  }

  /** Ends a live booking of this account. @returns whether this call ended it */
  async cancel(id: string, accountId: string, atMs: number): Promise<boolean> {
    const result = await this.pool
      .execute(
        `UPDATE booking SET active = NULL, cancelled_at = ${momentLiteral(atMs)}
          WHERE id = ${idLiteral(id)} AND account_id = ${idLiteral(accountId)} AND active = 1`,
      )
      .catch((error: unknown) => {
        throw ledgerRefusal(error) ?? error;
      });
    return result.affectedRows === 1;
  }

  async existFor(accountId: string, personId: string): Promise<boolean> {
    const found = await this.read('WHERE account_id = ? AND person_id = ? AND active = 1 LIMIT 1', [
      ...[idToBinary(accountId), idToBinary(personId)],
    ]);
    return found.length > 0;
  }

  /** Everybody who has a place in the round now. */
  async liveGrants(roundId: number): Promise<Grant[]> {
    const rows = await this.select<Pick<BookingRow, 'person_id' | 'slot_id' | 'place_no' | 'granted_at'>>(
      'SELECT person_id, slot_id, place_no, granted_at FROM booking WHERE round_id = ? AND active = 1',
      [roundId],
    );
    return rows.map((row) => ({
      personId: idFromBinary(row.person_id),
      slotId: row.slot_id,
      placeNo: row.place_no,
      grantedAtMs: row.granted_at.getTime(),
    }));
  }

  private async read(where: string, values: unknown[] = []): Promise<Booking[]> {
    const rows = await this.select<BookingRow>(`SELECT ${COLUMNS}, cancelled_at FROM booking ${where}`, values);
    return rows.map(bookingOf);
  }

  private async select<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    try {
      return await this.pool.select<Row>(sql, values);
    } catch (error) {
      throw ledgerRefusal(error) ?? error;
    }
  }
}

/**
 * The first row takes its epoch from the round's row, read shared: it is NULL, and the statement refused, when the round has
 * moved on to another epoch; and the round cannot move on before the statement is over.
 */
function insertStatement(bookings: readonly Booking[]): string {
  const rows = bookings.map((booking, i) => {
    const epoch = integerLiteral(booking.gateEpoch);
    const roundId = integerLiteral(booking.roundId);
    const fenced = `(SELECT gate_epoch FROM round WHERE id = ${roundId} AND gate_epoch = ${epoch} LOCK IN SHARE MODE)`;
    return (
      `(${idLiteral(booking.id)},${plainLiteral(booking.code)},${roundId},${integerLiteral(booking.slotId)},` +
      `${integerLiteral(booking.placeNo)},${idLiteral(booking.personId)},${idLiteral(booking.accountId)},` +
      `${i === 0 ? fenced : epoch},${momentLiteral(booking.grantedAtMs)},` +
      `${plainLiteral(booking.idempotencyKey)},${plainLiteral(booking.choices)})`
    );
  });
  return `INSERT INTO booking (${COLUMNS}) VALUES ${rows.join(',')}`;
}

function bookingOf(row: BookingRow): Booking {
  return {
    id: idFromBinary(row.id),
    code: row.code,
    roundId: row.round_id,
    slotId: row.slot_id,
    placeNo: row.place_no,
    personId: idFromBinary(row.person_id),
    accountId: idFromBinary(row.account_id),
    gateEpoch: row.gate_epoch,
    grantedAtMs: row.granted_at.getTime(),
    idempotencyKey: row.idempotency_key,
    choices: row.choices,
    cancelledAtMs: row.cancelled_at?.getTime() ?? null,
  };
}
