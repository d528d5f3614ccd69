import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** A member of the simulator's population. */
export interface Citizen {
  openid: string;
  name: string;
  idNumber: string;
  sex: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
}

const HEADER = 'openid,name,id_number,sex,birth_date';

/** The first `count` members, from the command that knows them all. */
export async function readPopulation(count: number): Promise<Citizen[]> {
  const command = spawn('npm', ['run', '-s', 'population', '--', '--count', String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(command, 'exit');
  const csv = await text(command.stdout);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`the population command ended with ${String(code)}`);
  const citizens = parsePopulation(csv);
  if (citizens.length !== count)
    throw new Error(`the population has ${String(citizens.length)} of ${String(count)} people`);
  return citizens;
}

/** Reads the command's rows, in which nothing is ever quoted. */
export function parsePopulation(csv: string): Citizen[] {
  const [header, ...rows] = csv.trimEnd().split('\n');
  if (header !== HEADER) throw new Error(`the population does not begin with ${HEADER}`);
  return rows.map((row, i) => {
    const [openid, name, idNumber, sex, birthDate, ...more] = row.split(',');
    if (!openid || !name || !idNumber || !sex || !birthDate || more.length > 0) {
      throw new Error(`line ${String(i + 2)} of the population has not five fields`);
    }
    return { openid, name, idNumber, sex, birthDate };
  });
}
