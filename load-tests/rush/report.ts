import type { CpuUse } from './process-cpu.js';
import type { Quantiles } from './quantiles.js';
import { MOST_LATENESS_MS, type Evidence, type Verdict } from './verdicts.js';
import type { RushOptions } from './options.js';

export interface Surroundings {
  startedAt: string;
  machine: { cores: number; model: string; memoryGb: number; system: string; node: string };
  options: RushOptions;
  clockErrorMs: number;
  readyInS: number;
  /** Why people could not be made ready, and how often. */
  failures: Readonly<Record<string, number>>;
  cpu: CpuUse;
  /** Free places as the round's page told them in the end. */
  pageRemaining: number | null;
}

/** The rush on one page. */
export function reportText(around: Surroundings, evidence: Evidence, verdicts: readonly Verdict[]): string {
  const { figures } = evidence;
  return [
    ...heading(around, evidence),
    '',
    `Taps       offered ${perS(figures.offeredPerS)}, sent ${perS(figures.sentPerS)}, definite answers ${perS(figures.answeredPerS)}; ${count(figures.sent)} requests with retries`,
    `Generator  late by p99 ${ms(figures.latenessMs?.p99)}, max ${ms(figures.latenessMs?.max)} (times are judged up to p99 ${String(MOST_LATENESS_MS)} ms); waited for a connection p99 ${ms(figures.connectionWaitMs?.p99)}, max ${ms(figures.connectionWaitMs?.max)}; gate's clock read to ± ${around.clockErrorMs.toFixed(1)} ms`,
    `CPU        of one core over ${(around.cpu.windowMs / 1_000).toFixed(1)} s: ${around.cpu.shares.map((one) => `${one.name} ${percent(one.share)}`).join(', ')}; programs beside the rush ${percent(Math.max(0, around.cpu.otherShare))}`,
    '',
    'Answers',
    ...Object.entries(figures.answers).map(([name, times]) => `${count(times).padStart(10)}  ${name}`),
    '',
    `From tap to first definite answer (ms)   ${['people', 'p50', 'p95', 'p99', 'max'].map((head) => head.padStart(8)).join('')}`,
    row('everybody', figures.latencyMs.everybody),
    row('reply not lost on purpose', figures.latencyMs.replyNotLost),
    row('booked', figures.latencyMs.booked),
    '',
    `Places     ${count(evidence.booked)} of ${count(evidence.places)} booked; after the opening: first confirmation seen ${ms(figures.firstBookedMs)}, last ${ms(figures.lastBookedMs)}, last grant in the ledger ${ms(evidence.lastGrantMs)}; the page says ${around.pageRemaining === null ? 'nothing' : count(around.pageRemaining)} left`,
    '',
    'Promises',
    ...verdicts.map((one) => `  ${one.verdict.padEnd(8)} ${one.promise.padEnd(3)} ${one.says}: ${one.found}`),
    '',
    summary(verdicts),
    '',
  ].join('\n');
}

function heading({ startedAt, machine, options, readyInS, failures }: Surroundings, evidence: Evidence): string[] {
  const { presses } = evidence.figures;
  return [
    `Huiyue rush, ${startedAt}, seed ${String(options.seed)}`,
    `Machine    ${String(machine.cores)} cores, ${machine.model}, ${machine.memoryGb.toFixed(0)} GB, ${machine.system}, Node ${machine.node}; the load included`,
    `Rush       ${count(options.people)} people within ${String(options.spreadS)} s for ${count(evidence.places)} places, ${String(options.processes)} resident-api process${options.processes === 1 ? '' : 'es'}`,
    `Presses    ${count(presses.all)}: ${count(presses.sameKeyAgain)} again with the same key, ${count(presses.otherKeyAgain)} with another, ${count(presses.early)} early, ${count(presses.replyLost)} whose first reply is lost on purpose`,
    `Before     ${count(options.people - evidence.unready)} signed in, verified, with a pass in ${readyInS.toFixed(0)} s; ${count(evidence.outsidersRefused)} of ${count(evidence.outsiders)} who may not book were refused one`,
    ...Object.entries(failures).map(([reason, times]) => `           not ready: ${count(times)} × ${reason}`),
  ];
}

function row(name: string, quantiles: Quantiles | undefined): string {
  if (!quantiles) return `  ${name.padEnd(39)}       0`;
  const { p50, p95, p99, max } = quantiles;
  return `  ${name.padEnd(39)}${[count(quantiles.count), ...[p50, p95, p99, max].map((value) => value.toFixed(1))].map((cell) => cell.padStart(8)).join('')}`;
}

function summary(verdicts: readonly Verdict[]): string {
  const of = (verdict: Verdict['verdict']): number => verdicts.filter((one) => one.verdict === verdict).length;
  return `${of('FAIL') === 0 ? 'KEPT' : 'BROKEN'}: ${String(of('PASS'))} passed, ${String(of('FAIL'))} failed, ${String(of('unjudged'))} not judged`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function perS(rate: number): string {
  return `${count(Math.round(rate))}/s`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function ms(value: number | undefined): string {
  return value === undefined ? 'none' : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
