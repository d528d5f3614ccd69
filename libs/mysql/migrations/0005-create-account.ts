import { ddl } from '../ddl.js';

export const createAccount = ddl(
  'CreateAccount1700000000005',
  `CREATE TABLE account (
    id BINARY(16) NOT NULL,
    appid VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    openid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_account_openid UNIQUE (appid, openid)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
