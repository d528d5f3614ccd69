/**
 * - `administrator` runs the system and its accounts
 * - `operator` prepares and runs rounds
 * - `clinic` checks arrivals in
 * - `auditor` reads
 */
export const staffRoles = ['administrator', 'operator', 'clinic', 'auditor'] as const;

export type StaffRole = (typeof staffRoles)[number];

/** Who a member of staff is to the rest of the system. */
export interface StaffMember {
  staffId: string;
  username: string;
  role: StaffRole;
}
