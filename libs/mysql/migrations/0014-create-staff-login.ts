import { ddl } from '../ddl.js';

export const createStaffLogin = ddl(
  'CreateStaffLogin1700000000014',
  `CREATE TABLE staff_login (
    token_hash BINARY(32) NOT NULL,
    staff_id BINARY(16) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    seen_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (token_hash),
    CONSTRAINT fk_staff_login_staff FOREIGN KEY (staff_id) REFERENCES staff_account (id)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
