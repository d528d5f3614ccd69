import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadyResident } from '../rush/resident.js';
import type { PlannedTap } from '../rush/tap-plan.js';

/** Hands k6 what each person has when the opening comes. It holds passes: for the owner's eyes, in a folder that goes away. */
export function writeTapsFile(
  folder: string,
  plan: readonly PlannedTap[],
  residents: readonly ReadyResident[],
): string {
  const taps = plan.map(({ person, key }) => {
    const resident = residents[person];
    if (!resident) throw new RangeError('a tap of nobody');
    const { pass, cookie, choices } = resident;
    return { pass, cookie, key, choices };
  });
  const path = join(folder, 'taps.json');
  writeFileSync(path, JSON.stringify(taps), { mode: 0o600 });
  return path;
}
