import { contenderNames, contenders, type PerContender } from './contender.js';
import type { Figures, Ratios } from './figures.js';
import type { BenchOptions } from './options.js';
import type { BenchRun } from './run-bench.js';
import type { Verdict } from './verdicts.js';

export interface BenchReport {
  startedAt: string;
  machine: {
    cores: number;
    model: string;
    memoryGb: number;
    system: string;
    node: string;
    mariadb: string;
    redis: string;
  };
  options: BenchOptions;
  figures: PerContender<Figures>;
  ratios: Ratios;
  verdicts: readonly Verdict[];
  disagreements: readonly string[];
  run: BenchRun;
}

/** Cores: what a machine at rest needs for itself. */
const MOST_OTHERS_CORES = 0.1;

/** The bench on one page. */
export function reportText({ startedAt, machine, options, figures, verdicts, ...report }: BenchReport): string {
  const { rounds, seconds, connections } = options;
  return [
    `Huiyue bench, ${startedAt}`,
    `Machine    ${String(machine.cores)} cores, ${machine.model}, ${machine.memoryGb.toFixed(0)} GB, ${machine.system}; the load included`,
    `Versions   Node ${machine.node}, MariaDB ${machine.mariadb}, Redis ${machine.redis}`,
    `Measured   ${String(rounds)} rounds of ${String(seconds)} s for each, in turn; ${String(connections)} keep-alive connections, closed loop; medians of the rounds`,
    '',
    row('', ['answers/s', 'slowest', 'fastest', 'p50 ms', 'p99 ms', 'API µs', 'MariaDB', 'Redis', 'load', 'others']),
    ...contenderNames.map((name) => figuresRow(name, figures)),
    '',
    'API µs, MariaDB, Redis, load: CPU time (µs) of each for one answer. Others: what all other programs used of one core.',
    'Latencies are those of a closed loop: connections ÷ rate.',
    '',
    ...caution(figures),
    'Promises',
    ...verdicts.map((one) => `  ${one.verdict}  ${one.promise}  ${one.says}: ${one.found.toFixed(2)}`),
    '',
    'Reckoning  answered ; in the ledger ; persons ; places',
    ...report.run.reckonings.map(
      ({ what, answered, ledger }) =>
        `  ${what.padEnd(26)}${[answered, ledger.live, ledger.persons, ledger.places].map((n) => n.toLocaleString('en-US').padStart(11)).join('')}`,
    ),
    ...report.disagreements.map((line) => `  DISAGREES  ${line}`),
    '',
    summary(verdicts, report.disagreements),
    '',
  ].join('\n');
}

/** A machine that did much else is judged all the same, and its reader told. */
function caution(figures: PerContender<Figures>): string[] {
  const most = Math.max(...Object.values(figures).map(({ othersCores }) => othersCores));
  if (most <= MOST_OTHERS_CORES) return [];
  return [
    `CAUTION    Other programs used up to ${percent(most)} of a core meanwhile: run this again on an idle machine.`,
    '',
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function figuresRow(name: keyof PerContender<Figures>, all: PerContender<Figures>): string {
  const { letter, title } = contenders[name];
  const { perS, perSRange, p50Ms, p99Ms, cpuUs, othersCores } = all[name];
  const whole = [perS, ...perSRange].map((rate) => Math.round(rate).toLocaleString('en-US'));
  const spent = ['api', 'mariadb', 'redis', 'generator'].map((process) => (cpuUs[process] ?? Number.NaN).toFixed(1));
  return row(`${letter}  ${title}`, [...whole, p50Ms.toFixed(1), p99Ms.toFixed(1), ...spent, percent(othersCores)]);
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(24)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

function summary(verdicts: readonly Verdict[], disagreements: readonly string[]): string {
  const missed = verdicts.filter((one) => one.verdict === 'FAIL').map((one) => one.promise);
  if (disagreements.length > 0) return 'VOID: answers and ledger disagree, or there were answers nobody expected.';
  return missed.length === 0 ? 'All bars are met.' : `Missed: ${missed.join(', ')}. The others are met.`;
}
