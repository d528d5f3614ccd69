import { ddl } from '../ddl.js';

export const createRound = ddl(
  'CreateRound1700000000002',
  `CREATE TABLE round (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    title VARCHAR(120) NOT NULL,
    authority VARCHAR(120) NOT NULL,
    channel VARCHAR(120) NOT NULL,
    service VARCHAR(60) NOT NULL,
    declared_quota INT UNSIGNED NOT NULL,
    opens_at DATETIME(3) NOT NULL,
    closes_at DATETIME(3) NULL,
    state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'draft',
    gate_epoch INT UNSIGNED NOT NULL DEFAULT 0,
    eligibility JSON NOT NULL,
    allocation VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'first-come',
    PRIMARY KEY (id),
    KEY ix_round_state (state),
    CONSTRAINT ck_round_state CHECK (state IN ('draft', 'armed', 'paused', 'closed')),
    CONSTRAINT ck_round_allocation CHECK (allocation IN ('first-come'))
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
