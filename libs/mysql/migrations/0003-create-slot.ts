import { ddl } from '../ddl.js';

export const createSlot = ddl(
  'CreateSlot1700000000003',
  `CREATE TABLE slot (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    round_id INT UNSIGNED NOT NULL,
    clinic_id INT UNSIGNED NOT NULL,
    day DATE NOT NULL,
    starts CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ends CHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    capacity SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_slot_time UNIQUE (round_id, clinic_id, day, starts),
    CONSTRAINT fk_slot_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT fk_slot_clinic FOREIGN KEY (clinic_id) REFERENCES clinic (id),
    CONSTRAINT ck_slot_capacity CHECK (capacity BETWEEN 1 AND 9999),
    CONSTRAINT ck_slot_time CHECK (starts < ends)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
