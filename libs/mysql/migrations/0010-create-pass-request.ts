import { ddl } from '../ddl.js';

export const createPassRequest = ddl(
  'CreatePassRequest1700000000010',
  `CREATE TABLE pass_request (
    round_id INT UNSIGNED NOT NULL,
    person_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    choices VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issued_at DATETIME(3) NOT NULL,
    PRIMARY KEY (round_id, person_id, account_id),
    CONSTRAINT fk_pass_request_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT fk_pass_request_person FOREIGN KEY (person_id) REFERENCES person (id)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
