/** Who is measured, by the letters of the report. */
export const contenders = {
  emptyPost: { letter: 'a', title: 'empty POST' },
  booking: { letter: 'b', title: 'booking, committed' },
  soldOut: { letter: 'c', title: 'sold out' },
  textbook: { letter: 'd', title: 'textbook, committed' },
} as const;

export type ContenderName = keyof typeof contenders;

export const contenderNames = Object.keys(contenders) as ContenderName[];

/** One figure for each contender. */
export type PerContender<T> = Readonly<Record<ContenderName, T>>;

/** What a request must be answered with to count. */
export interface ExpectedAnswer {
  status: number;
  /** Text within the body. */
  holds: string;
}

/** Whom the requests of a window are for, and where they go. */
export interface Target {
  port: number;
  roundId: number;
  slotIds: readonly number[];
  token: { kind: 'pass' | 'textbook'; key: string };
  /** The people who tap: persons number `first` to `first` + `size` - 1. */
  crowd: { first: number; size: number };
  expected: ExpectedAnswer;
}
