import { createClinic } from './0001-create-clinic.js';
import { createRound } from './0002-create-round.js';
import { createSlot } from './0003-create-slot.js';
import { createPlace } from './0004-create-place.js';
import { createAccount } from './0005-create-account.js';
import { createLogin } from './0006-create-login.js';
import { createPerson } from './0007-create-person.js';
import { createAccountPerson } from './0008-create-account-person.js';
import { createVerificationAttempt } from './0009-create-verification-attempt.js';
import { createPassRequest } from './0010-create-pass-request.js';
import { createBooking } from './0011-create-booking.js';
import { createAuditEvent } from './0012-create-audit-event.js';
import { createStaffAccount } from './0013-create-staff-account.js';
import { createStaffLogin } from './0014-create-staff-login.js';

/** Every step, in order. New ones go at the end; landed ones never change. */
export const migrations = [
  createClinic,
  createRound,
  createSlot,
  createPlace,
  createAccount,
  createLogin,
  createPerson,
  createAccountPerson,
  createVerificationAttempt,
  createPassRequest,
  createBooking,
  createAuditEvent,
  createStaffAccount,
  createStaffLogin,
];
