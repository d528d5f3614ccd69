import { HotPool, idFromBinary } from '#mysql';
import type { Ledger } from './audit.js';

/** Long enough for every booking of the largest round on a busy machine. */
const TIMEOUT_MS = 60_000;

/** Reads the truth about a round from MariaDB itself, past every process of the system. */
export async function readLedger(mysqlUrl: string, roundId: number): Promise<Ledger> {
  const pool = new HotPool({ url: mysqlUrl, connections: 1, timeoutMs: TIMEOUT_MS });
  try {
    const live = await pool.select<{ id: Buffer; person: Buffer; slotId: number; placeNo: number; grantedAt: Date }>(
      `SELECT id, person_id AS person, slot_id AS slotId, place_no AS placeNo, granted_at AS grantedAt
         FROM booking WHERE round_id = ? AND active = 1`,
      [roundId],
    );
    const places = await pool.select<{ slotId: number; places: number }>(
      `SELECT slot.id AS slotId, COUNT(place.place_no) AS places
         FROM slot LEFT JOIN place ON place.slot_id = slot.id WHERE slot.round_id = ? GROUP BY slot.id`,
      [roundId],
    );
    return {
      live: live.map(({ id, person, slotId, placeNo, grantedAt }) => ({
        id: idFromBinary(id),
        personId: idFromBinary(person),
        slotId,
        placeNo,
        grantedAtMs: grantedAt.getTime(),
      })),
      placesOfSlot: new Map(places.map((row) => [row.slotId, row.places])),
    };
  } finally {
    await pool.end();
  }
}
