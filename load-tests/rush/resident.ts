import { Unexpected, type Browser } from './browser.js';
import { needsGuardian } from './casting.js';
import type { Choice } from './choices-mix.js';
import type { Citizen } from './population.js';

/** Somebody who has done everything that can be done before the opening. */
export interface ReadyResident {
  /** The ledger's name for her. */
  personId: string;
  pass: string;
  cookie: string;
  choices: readonly Choice[];
}

export interface Office {
  /** Where residents go, without a slash at the end. */
  residentUrl: string;
  roundId: number;
  consentVersion: string;
}

/** Signs in through WeChat's page, as a phone's browser is sent there and back. */
async function signIn(browser: Browser, { residentUrl }: Pick<Office, 'residentUrl'>, openid: string): Promise<void> {
  const start = await browser.request('GET', new URL('/api/auth/wechat?return=/', residentUrl), [302]);
  const page = new URL(locationOf(start.head.header('location')));
  page.search += `&as=${openid}`;
  const back = await browser.request('GET', page, [302]);
  await browser.request('GET', new URL(locationOf(back.head.header('location'))), [302]);
}

/** Adds oneself, verified. @returns the person's id */
async function addOneself(browser: Browser, office: Office, citizen: Citizen): Promise<string> {
  const reply = await browser.request('POST', new URL('/api/me/persons', office.residentUrl), [201, 200], {
    name: citizen.name,
    idNumber: citizen.idNumber,
    relation: 'self',
    consent: { version: office.consentVersion, ...(needsGuardian(citizen, Date.now()) && { guardian: true }) },
  });
  return textIn(reply.body, 'personId');
}

/** Sign-in, real-name verification, choices, pass. @throws Unexpected */
export async function getReady(
  browser: Browser,
  office: Office,
  citizen: Citizen,
  choices: readonly Choice[],
): Promise<ReadyResident> {
  await signIn(browser, office, citizen.openid);
  const personId = await addOneself(browser, office, citizen);
  const reply = await browser.request('POST', passUrl(office), [201, 200], { personId, choices });
  const cookie = browser.cookieHeader(new URL(office.residentUrl).origin).cookie ?? '';
  return { personId, pass: textIn(reply.body, 'pass'), cookie, choices };
}

/** The same for somebody the rules leave out. @returns whether the pass was refused for that reason */
export async function isRefusedPass(browser: Browser, office: Office, citizen: Citizen): Promise<boolean> {
  await signIn(browser, office, citizen.openid);
  const personId = await addOneself(browser, office, citizen);
  try {
    await browser.request('POST', passUrl(office), [201, 200], { personId, choices: [{ any: true }] });
    return false;
  } catch (error) {
    if (error instanceof Unexpected && error.code === 'identity/not-eligible') return true;
    throw error;
  }
}

function passUrl({ residentUrl, roundId }: Office): URL {
  return new URL(`/api/rounds/${String(roundId)}/passes`, residentUrl);
}

function locationOf(header: string | undefined): string {
  if (header === undefined) throw new Error('a redirection without a location');
  return header;
}

function textIn(body: string, field: string): string {
  const value = (JSON.parse(body) as Record<string, unknown>)[field];
  if (typeof value !== 'string') throw new Error(`an answer without ${field}`);
  return value;
}
