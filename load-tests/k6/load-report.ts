import type { Verdict } from '../rush/verdicts.js';

export interface LoadReport {
  thresholdsKept: boolean;
  /** How often each answer was given. */
  answers: Readonly<Record<string, number>>;
  verdicts: Verdict[];
}

export interface Surroundings {
  /** Full path of k6. */
  program: string;
  tell: (line: string) => void;
  /** k6's own words: its summary, its complaints. */
  print: (line: string) => void;
}
