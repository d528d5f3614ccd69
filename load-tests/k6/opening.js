// The opening as k6 sees it, run by main.ts. This file runs in k6's own runtime, not in Node.
//
// Open model: a new person taps every spread/people seconds, however slow the answers are. Each has her pass, her choices and
// her key beforehand, and does what the page does: sends the same request again until there is a definite answer.
import { check, sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';

const { RESIDENT_URL, ROUND_ID, TAPS_FILE } = __ENV;
const PEOPLE = Number(__ENV.PEOPLE);
const SPREAD_S = Number(__ENV.SPREAD_S);

/** As the page has it. */
const ANSWER_WITHIN = '5s';
const PATIENCE_MS = 30_000;

const taps = new SharedArray('taps', () => JSON.parse(open(TAPS_FILE)));

const definite = new Rate('definite_answers');
const tapToAnswer = new Trend('tap_to_definite_answer', true);
/** From the moment a tap was meant for to the moment k6 sent it: its own slowness, which is not the system's. */
const lateness = new Trend('k6_late', true);
const booked = new Counter('told_booked');
const soldOut = new Counter('told_sold_out');

/** As many people can wait for an answer at once. */
const MOST_WAITING = 3_000;
/** What k6 could not start in time (`dropped_iterations`) it starts now; whoever comes after the last person does nothing. */
const CATCH_UP_S = 10;

export const options = {
  scenarios: {
    opening: {
      executor: 'constant-arrival-rate',
      rate: PEOPLE,
      timeUnit: `${SPREAD_S * 1_000}ms`,
      duration: `${(SPREAD_S + CATCH_UP_S) * 1_000}ms`,
      preAllocatedVUs: Math.min(PEOPLE, MOST_WAITING),
      maxVUs: Math.min(PEOPLE, MOST_WAITING),
      gracefulStop: '40s',
    },
  },
  thresholds: {
    definite_answers: ['rate==1'],
    tap_to_definite_answer: ['max<=3000'],
    'http_req_failed{name:tap}': ['rate<=0.01'],
    checks: ['rate==1'],
  },
  setupTimeout: '120s',
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
  systemTags: ['name', 'status', 'scenario', 'check'],
};

http.setResponseCallback(http.expectedStatuses(200, 201, 409));

/** What main.ts reads; every other line is k6's own. */
function say(message) {
  console.log(`huiyue ${JSON.stringify(message)}`);
}

/** Waits until the opening has been moved near, and then for the opening itself, by the gate's clock. */
export function setup() {
  say({ kind: 'ready' });
  const { offsetMs, errorMs } = readGateClock();
  for (const giveUpMs = Date.now() + 60_000; ; sleep(0.1)) {
    const { opensAt } = http.get(`${RESIDENT_URL}/api/rounds/${ROUND_ID}`, { tags: { name: 'page' } }).json();
    const openingMs = Date.parse(opensAt) - offsetMs;
    if (openingMs < Date.now()) throw new Error('the round opened before the taps were ready');
    if (openingMs < Date.now() + 10_000) {
      say({ kind: 'opening', clockErrorMs: errorMs });
      sleep((openingMs - Date.now()) / 1_000);
      return { openingMs };
    }
    if (Date.now() > giveUpMs) throw new Error('the opening was not moved near');
  }
}

export default function ({ openingMs }) {
  const person = exec.scenario.iterationInTest;
  if (person >= taps.length) return;
  const { pass, cookie, key, choices } = taps[person];
  const body = JSON.stringify({ choices });
  const params = {
    headers: {
      authorization: `Bearer ${pass}`,
      'idempotency-key': key,
      cookie,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    tags: { name: 'tap' },
    timeout: ANSWER_WITHIN,
    redirects: 0,
  };
  const tappedMs = (person * SPREAD_S * 1_000) / PEOPLE;
  let intendedMs = tappedMs;
  let firstSentMs;
  for (let attempt = 0; ; attempt += 1) {
    const sentMs = Date.now() - openingMs;
    firstSentMs = firstSentMs ?? sentMs;
    lateness.add(sentMs - intendedMs);
    const reply = http.post(`${RESIDENT_URL}/api/rounds/${ROUND_ID}/bookings`, body, params);
    const toldMs = Date.now() - openingMs;
    const { name, answer } = readAnswer(reply);
    say({ kind: 'told', person, attempt, intendedMs, sentMs, toldMs, name, answer });
    const waitMs = waitBeforeRetryMs(answer, attempt);
    if (waitMs === undefined) {
      definite.add(true);
      tapToAnswer.add(toldMs - firstSentMs);
      if (answer.kind === 'booked') booked.add(1);
      if (answer.kind === 'sold-out') soldOut.add(1);
      return;
    }
    intendedMs = toldMs + waitMs;
    if (intendedMs > tappedMs + PATIENCE_MS) {
      definite.add(false);
      return;
    }
    sleep(waitMs / 1_000);
  }
}

/** The gate's clock against this machine's, from the quickest of several answers: half its way is the most it can be wrong. */
function readGateClock() {
  let best = { errorMs: Infinity, offsetMs: 0 };
  for (let i = 0; i < 25; i += 1) {
    const askedMs = Date.now();
    const { nowMs } = http.get(`${RESIDENT_URL}/api/time`, { tags: { name: 'time' } }).json();
    const halfWayMs = (Date.now() - askedMs) / 2;
    // Both clocks are read to the whole millisecond.
    if (halfWayMs + 2 < best.errorMs) best = { errorMs: halfWayMs + 2, offsetMs: nowMs - (askedMs + halfWayMs) };
  }
  return best;
}

/** What a tap was told, and the name it is counted under. */
function readAnswer(reply) {
  if (reply.status === 0) {
    return { name: reply.error_code === 1050 ? 'no answer in time' : 'connection lost', answer: { kind: 'unknown' } };
  }
  const body = readJson(reply.body);
  check(reply, { 'the answer is one of the contract': () => isOfContract(reply, body) });
  if (reply.status === 201 || reply.status === 200) {
    const name = reply.status === 201 ? '201 booked' : '200 booked, said again';
    return { name, answer: bookedAs(body.bookingId) };
  }
  return { name: `${reply.status} ${body.code ?? '(no code)'}`, answer: readProblem(reply, body) };
}

function readProblem(reply, body) {
  if (reply.status >= 500 || reply.status === 429 || body.code === 'round/paused') {
    const seconds = Number(reply.headers['Retry-After']);
    return seconds >= 0 ? { kind: 'unknown', retryAfterMs: seconds * 1_000 } : { kind: 'unknown' };
  }
  if (body.code === 'quota/sold-out') return { kind: 'sold-out' };
  if (body.code === 'booking/already-booked') return bookedAs(body.booking?.bookingId);
  if (body.code === 'round/not-open' && body.msUntilOpen >= 0) return { kind: 'early', msUntilOpen: body.msUntilOpen };
  return { kind: 'refused' };
}

/** "Booked" without a booking to show for it is an answer nobody can use. */
function bookedAs(bookingId) {
  return typeof bookingId === 'string' ? { kind: 'booked', bookingId } : { kind: 'refused' };
}

function isOfContract({ status, headers }, body) {
  if (status === 200 || status === 201) return typeof body.bookingId === 'string' && typeof body.code === 'string';
  const isProblem = String(headers['Content-Type']).startsWith('application/problem+json');
  return isProblem && body.status === status && /^[a-z]+\/[a-z-]+$/.test(body.code);
}

function readJson(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** At the opening for who was early, when the server asks for it, else twice as long each time. Undefined: it is definite. */
function waitBeforeRetryMs(answer, attempt) {
  if (answer.kind === 'early') return answer.msUntilOpen + Math.random() * 20;
  if (answer.kind !== 'unknown') return undefined;
  if (answer.retryAfterMs !== undefined) return answer.retryAfterMs + Math.random() * 500;
  return Math.min(400 * 2 ** attempt, 5_000) * (0.5 + Math.random());
}
