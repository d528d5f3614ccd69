import { ddl } from '../ddl.js';

export const createAuditEvent = ddl(
  'CreateAuditEvent1700000000012',
  `CREATE TABLE audit_event (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    at DATETIME(3) NOT NULL,
    actor VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason VARCHAR(200) NOT NULL,
    once_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    KEY ix_audit_event_subject (subject, id),
    CONSTRAINT uq_audit_event_once UNIQUE (once_key)
  ) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
);
