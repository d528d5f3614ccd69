import { ddl } from '../ddl.js';

export const createLogin = ddl(
  'CreateLogin1700000000006',
  `CREATE TABLE login (
    token_hash BINARY(32) NOT NULL,
    account_id BINARY(16) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (token_hash),
    KEY ix_login_expiry (expires_at),
    CONSTRAINT fk_login_account FOREIGN KEY (account_id) REFERENCES account (id)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
