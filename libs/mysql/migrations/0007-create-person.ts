import { ddl } from '../ddl.js';

export const createPerson = ddl(
  'CreatePerson1700000000007',
  `CREATE TABLE person (
    id BINARY(16) NOT NULL,
    id_index BINARY(32) NOT NULL,
    name_sealed VARBINARY(512) NOT NULL,
    id_number_sealed VARBINARY(128) NOT NULL,
    verified_at DATETIME(3) NOT NULL,
    verified_by VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_person_id_index UNIQUE (id_index)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
