/**
 * Age in whole years on a day, both `YYYY-MM-DD`: one more from the first moment of the birthday. Someone born on
 * 29 February has the birthday on 1 March in a common year, which is what comparing month and day as text gives.
 * Rounds count vaccine ages this way; criminal law, which counts from the day after the birthday, is not meant here.
 */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) >= birthDate.slice(5) ? years : years - 1;
}
