import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Redis, Script } from '#redis';
import * as codes from './gate-codes.js';
import { GateConnection } from './gate-connection.js';
import { gateKeys } from './gate-keys.js';
import { RedisGate } from './redis-gate.js';
import { scripts } from './scripts.generated.js';

/** Numbers and words that a script's header gives, by script; those of one person of a batch under a name of their own. */
const tables: Record<string, Readonly<Record<number, string>>> = {
  grant: codes.GRANT_VERDICTS,
  'grant, per person': codes.GRANT_CODES,
  release: codes.RELEASE_CODES,
  adopt: codes.ADOPT_CODES,
  'set-state': codes.SET_STATE_CODES,
  'set-window': codes.SET_WINDOW_CODES,
  'begin-load': codes.LOAD_CODES,
  'load-places': codes.LOAD_CODES,
  'load-grants': codes.LOAD_CODES,
  'finish-load': codes.FINISH_LOAD_CODES,
};

const source = (script: string): string => readFileSync(join('libs/quota/adapters/scripts', `${script}.lua`), 'utf8');
const headerOf = (script: string): string => source(script).split(']]\n')[0] ?? '';
const bodyOf = (script: string): string => source(script).split(']]\n').slice(1).join(']]\n');
const returnsOf = (script: string): string => headerOf(script).split('  Returns ')[1] ?? '';

/** `SOLD_OUT` is `sold-out` to TypeScript. */
const wordOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');

function documentedCodes(name: string): Record<number, string> {
  const [script = '', part] = name.split(', ');
  const lines =
    script !== 'grant'
      ? [...returnsOf(script).matchAll(/\b(\d) ([A-Z_]+)\b/g)]
      : part === undefined
        ? [...returnsOf(script).matchAll(/verdict (\d) +([A-Za-z_]+)/g)]
        : [...returnsOf(script).matchAll(/^ {15}(\d) ([A-Z_]+)/gm)];
  return Object.fromEntries(lines.map(([, code = '', word = '']) => [code, wordOf(word)]));
}

function documentedKeys(script: string): Map<number, string> {
  const keys = headerOf(script).matchAll(/KEYS\[(\d)\] (\w+)/g);
  return new Map([...keys].map(([, at, name = '']) => [Number(at), name]));
}

/** A gate whose calls go no further than here: how many keys each script was given is all that is looked at. */
class KeysOnly extends GateConnection {
  readonly given = new Map<string, number>();

  constructor() {
    super({ on: () => undefined } as unknown as Redis);
  }

  override runId(): Promise<string> {
    return Promise.resolve('life');
  }

  override run(script: Script, keys: string[]): Promise<unknown> {
    this.given.set(script.name, keys.length);
    return Promise.resolve({ grant: [0, 0, 0], inspect: [0] }[script.name] ?? 1);
  }
}

async function keysGiven(): Promise<Map<string, number>> {
  const connection = new KeysOnly();
  const gate = new RedisGate(connection);
  const grant = { personId: 'person', slotId: 1, placeNo: 1, grantedAtMs: 1 };
  await gate.ask(1, 1, []);
  await gate.release(1, grant);
  await gate.adopt(1, grant);
  await gate.setState(1, 1, 'open');
  await gate.setWindow(1, 1, 1, null);
  await gate.load(1, {
    epoch: 1,
    state: 'open',
    opensAtMs: 1,
    closesAtMs: null,
    places: [{ low: 1, high: 1 }],
    grants: [grant],
  });
  await gate.inspect(1);
  return connection.given;
}

describe('what a header says is what TypeScript reads', () => {
  test.each(Object.keys(tables))('%s: the same numbers with the same words', (name) => {
    expect(documentedCodes(name)).toEqual(tables[name]);
  });

  test('every script that answers with a number has its table', () => {
    const answering = Object.values(scripts).filter(({ name }) => Object.keys(documentedCodes(name)).length > 0);
    expect(answering.map(({ name }) => name).filter((name) => !(name in tables))).toEqual([]);
  });

  test.each(Object.keys(tables).filter((name) => !name.startsWith('grant')))(
    '%s: returns the numbers it documents',
    (name) => {
      const returned = [...bodyOf(name).matchAll(/\breturn (\d)\b/g)].map(([, code]) => Number(code));
      expect([...new Set(returned)].sort()).toEqual(Object.keys(documentedCodes(name)).map(Number));
    },
  );
});

describe('keys', () => {
  const names = gateKeys(1).map((key) => key.replace('{r1}:', ''));

  test.each(Object.values(scripts).map(({ name }) => name))('%s: each key by its number', (name) => {
    const documented = documentedKeys(name);
    expect(documented.size).toBeGreaterThan(0);
    for (const [at, key] of documented) expect(key).toBe(names[at - 1]);
  });

  test('the gate gives every script as many keys as its header names', async () => {
    const wanted = Object.values(scripts).map(({ name }) => [name, Math.max(...documentedKeys(name).keys())]);
    expect(Object.fromEntries(await keysGiven())).toEqual(Object.fromEntries(wanted));
  });
});
