import type { Provider } from '@nestjs/common';
import { StaffAccountRepository } from './adapters/staff-account.repository.js';
import { StaffLoginRepository } from './adapters/staff-login.repository.js';
import { CreateStaff } from './usecases/create-staff.js';
import { EnsureFirstAdministrator } from './usecases/ensure-first-administrator.js';
import { FindStaffLogin } from './usecases/find-staff-login.js';
import { SignInStaff } from './usecases/sign-in-staff.js';
import { SignOutStaff } from './usecases/sign-out-staff.js';

/**
 * Everything of the room. Around it the app must have TypeORM's `DataSource`, a `Clock`, an `AuditTrail` and a
 * `SecretCipher`.
 */
export const staffProviders: Provider[] = [
  ...[StaffAccountRepository, StaffLoginRepository],
  ...[SignInStaff, FindStaffLogin, SignOutStaff, CreateStaff, EnsureFirstAdministrator],
];
