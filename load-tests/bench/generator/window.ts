import type { NamedProcess } from '../../rush/process-cpu.js';
import type { Target } from '../contender.js';

/** One turn of one contender, as the generator is told. */
export interface WindowOrder {
  target: Target;
  /** The tappers: these turns of the crowd. When they are used up, the window ends. */
  firstTurn: number;
  turns: number;
  connections: number;
  settleMs: number;
  measureMs: number;
  /** Whose CPU time is read at both ends of the measuring; the generator adds itself. */
  processes: readonly NamedProcess[];
}

export interface WindowResult {
  /** From the first request to the last answer, settling and running out included. */
  whole: { sent: number; expected: number; other: Readonly<Record<string, number>> };
  measured: {
    ms: number;
    expected: number;
    /** Milliseconds from request to answer. */
    p50: number;
    p99: number;
    /** CPU time (ms) by the process's name. */
    cpuMs: Readonly<Record<string, number>>;
    /** CPU time (ms) of everything else on the machine. */
    othersMs: number;
  };
}
