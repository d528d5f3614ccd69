import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
}

/** What docker/.env.example asks for, in its order, with the values that stand there. */
export function exampleVariables(): Map<string, string> {
  const lines = readFileSync('docker/.env.example', 'utf8').split('\n');
  const pairs = lines
    .filter((line) => /^[^#\s]/.test(line))
    .map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    });
  return new Map(pairs);
}

/** The variables that compose.yaml needs and has no default for. */
export function neededVariables(): Set<string> {
  return new Set([...composeText().matchAll(/\$\{(\w+):\?\}/g)].map((found) => found[1] ?? ''));
}

/** The services of compose.yaml with these variables put in. @throws for one that is missing or empty, as compose does */
export function services(variables: ReadonlyMap<string, string>): Record<string, Service> {
  const text = composeText().replaceAll(
    /\$\{(\w+)(:[?-])([^}]*)\}/g,
    (_all, name: string, how: string, rest: string) => {
      const given = variables.get(name) ?? '';
      const value = given === '' && how === ':-' ? rest : given;
      if (value === '') throw new Error(`${name} is missing`);
      return value;
    },
  );
  return (parse(text, { merge: true }) as { services: Record<string, Service> }).services;
}

function composeText(): string {
  return readFileSync('docker/compose.yaml', 'utf8');
}
