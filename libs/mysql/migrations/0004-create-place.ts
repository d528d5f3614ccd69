import { ddl } from '../ddl.js';

export const createPlace = ddl(
  'CreatePlace1700000000004',
  `CREATE TABLE place (
    slot_id INT UNSIGNED NOT NULL,
    place_no SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (slot_id, place_no),
    CONSTRAINT fk_place_slot FOREIGN KEY (slot_id) REFERENCES slot (id),
    CONSTRAINT ck_place_no CHECK (place_no BETWEEN 1 AND 9999)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
