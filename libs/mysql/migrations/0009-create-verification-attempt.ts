import { ddl } from '../ddl.js';

export const createVerificationAttempt = ddl(
  'CreateVerificationAttempt1700000000009',
  `CREATE TABLE verification_attempt (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    account_id BINARY(16) NOT NULL,
    id_index BINARY(32) NOT NULL,
    outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY ix_verification_attempt_account (account_id, at),
    KEY ix_verification_attempt_id (id_index, at)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
