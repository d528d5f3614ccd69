import { ddl } from '../ddl.js';

export const createBooking = ddl(
  'CreateBooking1700000000011',
  `CREATE TABLE booking (
    id BINARY(16) NOT NULL,
    code CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    round_id INT UNSIGNED NOT NULL,
    slot_id INT UNSIGNED NOT NULL,
    place_no SMALLINT UNSIGNED NOT NULL,
    person_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    gate_epoch INT UNSIGNED NOT NULL,
    granted_at DATETIME(3) NOT NULL,
    idempotency_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    choices VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active TINYINT UNSIGNED NULL DEFAULT 1,
    cancelled_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_booking_code UNIQUE (code),
    CONSTRAINT uq_booking_place UNIQUE (slot_id, place_no, active),
    CONSTRAINT uq_booking_person UNIQUE (round_id, person_id, active),
    CONSTRAINT uq_booking_key UNIQUE (round_id, person_id, idempotency_key),
    KEY ix_booking_account (account_id),
    KEY ix_booking_person (person_id),
    CONSTRAINT fk_booking_place FOREIGN KEY (slot_id, place_no) REFERENCES place (slot_id, place_no),
    CONSTRAINT fk_booking_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT fk_booking_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT fk_booking_account FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT ck_booking_active CHECK ((active = 1 AND cancelled_at IS NULL) OR (active IS NULL AND cancelled_at IS NOT NULL))
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
