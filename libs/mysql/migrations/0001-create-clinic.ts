import { ddl } from '../ddl.js';

export const createClinic = ddl(
  'CreateClinic1700000000001',
  `CREATE TABLE clinic (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    code VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(100) NOT NULL,
    district VARCHAR(50) NOT NULL,
    address VARCHAR(200) NOT NULL,
    phone VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT uq_clinic_code UNIQUE (code)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
