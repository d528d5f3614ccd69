CREATE TABLE `account` (
  `id` binary(16) NOT NULL,
  `appid` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `openid` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_account_openid` (`appid`,`openid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `account_person` (
  `account_id` binary(16) NOT NULL,
  `person_id` binary(16) NOT NULL,
  `relation` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `consent_version` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `guardian_consent_at` datetime(3) DEFAULT NULL,
  `added_at` datetime(3) NOT NULL,
  PRIMARY KEY (`account_id`,`person_id`),
  KEY `ix_account_person_person` (`person_id`),
  CONSTRAINT `fk_account_person_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`id`),
  CONSTRAINT `fk_account_person_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `audit_event` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `at` datetime(3) NOT NULL,
  `actor` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `action` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `reason` varchar(200) NOT NULL,
  `once_key` varchar(80) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_audit_event_once` (`once_key`),
  KEY `ix_audit_event_subject` (`subject`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `booking` (
  `id` binary(16) NOT NULL,
  `code` char(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `round_id` int(10) unsigned NOT NULL,
  `slot_id` int(10) unsigned NOT NULL,
  `place_no` smallint(5) unsigned NOT NULL,
  `person_id` binary(16) NOT NULL,
  `account_id` binary(16) NOT NULL,
  `gate_epoch` int(10) unsigned NOT NULL,
  `granted_at` datetime(3) NOT NULL,
  `idempotency_key` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `choices` varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `active` tinyint(3) unsigned DEFAULT 1,
  `cancelled_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_booking_code` (`code`),
  UNIQUE KEY `uq_booking_key` (`round_id`,`person_id`,`idempotency_key`),
  UNIQUE KEY `uq_booking_place` (`slot_id`,`place_no`,`active`),
  UNIQUE KEY `uq_booking_person` (`round_id`,`person_id`,`active`),
  KEY `ix_booking_account` (`account_id`),
  KEY `ix_booking_person` (`person_id`),
  CONSTRAINT `fk_booking_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`id`),
  CONSTRAINT `fk_booking_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `fk_booking_place` FOREIGN KEY (`slot_id`, `place_no`) REFERENCES `place` (`slot_id`, `place_no`),
  CONSTRAINT `fk_booking_round` FOREIGN KEY (`round_id`) REFERENCES `round` (`id`),
  CONSTRAINT `ck_booking_active` CHECK (`active` = 1 and `cancelled_at` is null or `active` is null and `cancelled_at` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `clinic` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `district` varchar(50) NOT NULL,
  `address` varchar(200) NOT NULL,
  `phone` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_clinic_code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `login` (
  `token_hash` binary(32) NOT NULL,
  `account_id` binary(16) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `ix_login_expiry` (`expires_at`),
  KEY `fk_login_account` (`account_id`),
  CONSTRAINT `fk_login_account` FOREIGN KEY (`account_id`) REFERENCES `account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `pass_request` (
  `round_id` int(10) unsigned NOT NULL,
  `person_id` binary(16) NOT NULL,
  `account_id` binary(16) NOT NULL,
  `choices` varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `issued_at` datetime(3) NOT NULL,
  PRIMARY KEY (`round_id`,`person_id`,`account_id`),
  KEY `fk_pass_request_person` (`person_id`),
  CONSTRAINT `fk_pass_request_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`),
  CONSTRAINT `fk_pass_request_round` FOREIGN KEY (`round_id`) REFERENCES `round` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `person` (
  `id` binary(16) NOT NULL,
  `id_index` binary(32) NOT NULL,
  `name_sealed` varbinary(512) NOT NULL,
  `id_number_sealed` varbinary(128) NOT NULL,
  `verified_at` datetime(3) NOT NULL,
  `verified_by` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_person_id_index` (`id_index`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `place` (
  `slot_id` int(10) unsigned NOT NULL,
  `place_no` smallint(5) unsigned NOT NULL,
  PRIMARY KEY (`slot_id`,`place_no`),
  CONSTRAINT `fk_place_slot` FOREIGN KEY (`slot_id`) REFERENCES `slot` (`id`),
  CONSTRAINT `ck_place_no` CHECK (`place_no` between 1 and 9999)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `round` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `title` varchar(120) NOT NULL,
  `authority` varchar(120) NOT NULL,
  `channel` varchar(120) NOT NULL,
  `service` varchar(60) NOT NULL,
  `declared_quota` int(10) unsigned NOT NULL,
  `opens_at` datetime(3) NOT NULL,
  `closes_at` datetime(3) DEFAULT NULL,
  `state` varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'draft',
  `gate_epoch` int(10) unsigned NOT NULL DEFAULT 0,
  `eligibility` longtext NOT NULL CHECK (json_valid(`eligibility`)),
  `allocation` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'first-come',
  PRIMARY KEY (`id`),
  KEY `ix_round_state` (`state`),
  CONSTRAINT `ck_round_state` CHECK (`state` in ('draft','armed','paused','closed')),
  CONSTRAINT `ck_round_allocation` CHECK (`allocation` = 'first-come')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `slot` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `round_id` int(10) unsigned NOT NULL,
  `clinic_id` int(10) unsigned NOT NULL,
  `day` date NOT NULL,
  `starts` char(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ends` char(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `capacity` smallint(5) unsigned NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_slot_time` (`round_id`,`clinic_id`,`day`,`starts`),
  KEY `fk_slot_clinic` (`clinic_id`),
  CONSTRAINT `fk_slot_clinic` FOREIGN KEY (`clinic_id`) REFERENCES `clinic` (`id`),
  CONSTRAINT `fk_slot_round` FOREIGN KEY (`round_id`) REFERENCES `round` (`id`),
  CONSTRAINT `ck_slot_capacity` CHECK (`capacity` between 1 and 9999),
  CONSTRAINT `ck_slot_time` CHECK (`starts` < `ends`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `staff_account` (
  `id` binary(16) NOT NULL,
  `username` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `password_hash` varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `totp_secret_sealed` varbinary(128) NOT NULL,
  `last_totp_step` bigint(20) unsigned NOT NULL DEFAULT 0,
  `role` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `failed_attempts` smallint(5) unsigned NOT NULL DEFAULT 0,
  `locked_until` datetime(3) DEFAULT NULL,
  `disabled_at` datetime(3) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_staff_account_username` (`username`),
  CONSTRAINT `ck_staff_account_role` CHECK (`role` in ('administrator','operator','clinic','auditor'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `staff_login` (
  `token_hash` binary(32) NOT NULL,
  `staff_id` binary(16) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `seen_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `fk_staff_login_staff` (`staff_id`),
  CONSTRAINT `fk_staff_login_staff` FOREIGN KEY (`staff_id`) REFERENCES `staff_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE `verification_attempt` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` binary(16) NOT NULL,
  `id_index` binary(32) NOT NULL,
  `outcome` varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_verification_attempt_account` (`account_id`,`at`),
  KEY `ix_verification_attempt_id` (`id_index`,`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
