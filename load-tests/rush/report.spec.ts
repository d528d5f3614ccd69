import { expect, test } from '@jest/globals';
import { reportText, type Surroundings } from './report.js';
import type { Evidence, Verdict } from './verdicts.js';

const surroundings: Surroundings = {
  startedAt: '2026-11-23T05:00:00.000Z',
  machine: { cores: 2, model: 'Some Processor', memoryGb: 24, system: 'Linux 6', node: '24.0.0' },
  options: { people: 20_000, spreadS: 2, twice: 0.05, lost: 0.05, processes: 1, seed: 1, json: '' },
  ...{ clockErrorMs: 1.2, readyInS: 90, failures: { 'POST /api/me/persons: 429': 2 }, pageRemaining: 0 },
  cpu: { windowMs: 2_600, shares: [{ name: 'resident-api-1', pid: 1, share: 0.81 }], otherShare: 0.034 },
};
const evidence = {
  ...{ places: 3_392, booked: 3_392, unready: 2, outsiders: 50, outsidersRefused: 50, lastGrantMs: 411 },
  figures: {
    presses: { all: 21_000, sameKeyAgain: 500, otherKeyAgain: 500, early: 200, replyLost: 1_000 },
    answers: { '409 quota/sold-out': 17_608, '201 booked': 3_392 },
    latencyMs: { everybody: { count: 20_000, p50: 3, p95: 9.5, p99: 480.1, max: 601 }, booked: undefined },
    latenessMs: { count: 1, p50: 1, p95: 1, p99: 2.5, max: 8 },
    ...{
      sent: 22_200,
      offeredPerS: 10_499.6,
      sentPerS: 10_480,
      answeredPerS: 10_200,
      firstBookedMs: 4,
      lastBookedMs: 420,
    },
  },
} as unknown as Evidence;
const verdict = (judged: Verdict['verdict']): Verdict => ({
  promise: 'I1',
  says: 'never more',
  found: '0 oversold',
  verdict: judged,
});

test('the page says what was measured, on what, and what came of it', () => {
  const page = reportText(surroundings, evidence, [verdict('PASS'), verdict('unjudged')]);
  for (const part of [
    '2 cores, Some Processor',
    '20,000 people within 2 s for 3,392 places, 1 resident-api process\n',
    'not ready: 2 × POST /api/me/persons: 429',
    'offered 10,500/s',
    'late by p99 2.5 ms, max 8.0 ms',
    'resident-api-1 81 %; programs beside the rush 3 %',
    '17,608  409 quota/sold-out',
    /everybody +20,000 +3\.0 +9\.5 +480\.1 +601\.0/,
    'last 420 ms, last grant in the ledger 411 ms; the page says 0 left',
    'PASS     I1  never more: 0 oversold',
    'KEPT: 1 passed, 0 failed, 1 not judged',
  ]) {
    expect(page).toMatch(part);
  }
  expect(page.split('\n').length).toBeLessThan(60);
});

test('one failure is a broken promise', () => {
  expect(reportText(surroundings, evidence, [verdict('PASS'), verdict('FAIL')])).toContain(
    'BROKEN: 1 passed, 1 failed',
  );
});
