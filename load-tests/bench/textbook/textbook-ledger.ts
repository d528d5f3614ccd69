import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { LedgerCount } from '../bench-ledger.js';

const ROUND_ID = 1;
const CLINICS = 20;
const DAYS = 10;
/** More than any run can book. */
const PLACES_PER_SLOT = 1_000_000;

const tables = [
  `CREATE TABLE slot (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, round_id INT UNSIGNED NOT NULL, clinic_id INT UNSIGNED NOT NULL,
     day CHAR(10) CHARACTER SET ascii NOT NULL, starts CHAR(5) CHARACTER SET ascii NOT NULL,
     ends CHAR(5) CHARACTER SET ascii NOT NULL, remaining INT UNSIGNED NOT NULL)`,
  `CREATE TABLE booking (
     id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY, round_id INT UNSIGNED NOT NULL, slot_id INT UNSIGNED NOT NULL,
     person_id CHAR(36) CHARACTER SET ascii NOT NULL, account_id CHAR(36) CHARACTER SET ascii NOT NULL,
     code CHAR(11) CHARACTER SET ascii NOT NULL, booked_at DATETIME(3) NOT NULL,
     UNIQUE KEY uq_booking_person (round_id, person_id), KEY ix_booking_slot (slot_id))`,
];

/** The textbook's own tables, in a database of its own on the same server. */
export class TextbookLedger {
  readonly roundId = ROUND_ID;

  private constructor(
    private readonly connection: Connection,
    readonly slotIds: readonly number[],
  ) {}

  static async create(url: string): Promise<TextbookLedger> {
    const connection = await createConnection({ uri: url });
    for (const table of tables) await connection.query(table);
    await connection.query(
      `INSERT INTO slot (round_id, clinic_id, day, starts, ends, remaining)
       SELECT ${String(ROUND_ID)}, clinic.seq, DATE_ADD('2030-01-01', INTERVAL day.seq DAY), '08:30', '11:30', ${String(PLACES_PER_SLOT)}
         FROM seq_1_to_${String(CLINICS)} AS clinic JOIN seq_1_to_${String(DAYS)} AS day`,
    );
    const [slots] = await connection.query<(RowDataPacket & { id: number })[]>('SELECT id FROM slot ORDER BY id');
    return new TextbookLedger(
      connection,
      slots.map(({ id }) => id),
    );
  }

  /** Its places have no rows: they are those the counters say are gone. */
  async count(): Promise<LedgerCount> {
    const [[row]] = await this.connection.query<(RowDataPacket & Record<keyof LedgerCount, number | string>)[]>(
      `SELECT COUNT(*) AS live, COUNT(DISTINCT person_id) AS persons,
              (SELECT SUM(${String(PLACES_PER_SLOT)} - remaining) FROM slot) AS places FROM booking`,
    );
    return { live: Number(row?.live), persons: Number(row?.persons), places: Number(row?.places) };
  }

  async close(): Promise<void> {
    await this.connection.end();
  }
}
