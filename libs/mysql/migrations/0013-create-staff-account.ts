import { ddl } from '../ddl.js';

export const createStaffAccount = ddl(
  'CreateStaffAccount1700000000013',
  `CREATE TABLE staff_account (
    id BINARY(16) NOT NULL,
    username VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    totp_secret_sealed VARBINARY(128) NOT NULL,
    last_totp_step BIGINT UNSIGNED NOT NULL DEFAULT 0,
    role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failed_attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    locked_until DATETIME(3) NULL,
    disabled_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_staff_account_username UNIQUE (username),
    CONSTRAINT ck_staff_account_role CHECK (role IN ('administrator', 'operator', 'clinic', 'auditor'))
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
