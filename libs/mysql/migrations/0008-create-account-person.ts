import { ddl } from '../ddl.js';

export const createAccountPerson = ddl(
  'CreateAccountPerson1700000000008',
  `CREATE TABLE account_person (
    account_id BINARY(16) NOT NULL,
    person_id BINARY(16) NOT NULL,
    relation VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    consent_version VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    guardian_consent_at DATETIME(3) NULL,
    added_at DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id, person_id),
    KEY ix_account_person_person (person_id),
    CONSTRAINT fk_account_person_account FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT fk_account_person_person FOREIGN KEY (person_id) REFERENCES person (id)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
