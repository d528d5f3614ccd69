import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  mariadbPassword: string;
  redisPassword: string;
  wechatSecret: string;
  aliyunKeySecret: string;
  personalDataKey: string;
  personalDataIndexKey: string;
  passKey: string;
  staffKey: string;
  administrator?: Administrator;
}

export interface Administrator {
  username: string;
  password: string;
  /** Base 32. */
  totpSecret: string;
}

/** The secrets of one private system: made by chance the first time, kept in its data folder for the owner's eyes alone. */
export class SecretsFile {
  private readonly path: string;
  readonly values: Secrets;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.path = join(dataDir, 'secrets.json');
    this.values = existsSync(this.path) ? (JSON.parse(readFileSync(this.path, 'utf8')) as Secrets) : fresh();
    this.save();
  }

  keepAdministrator(administrator: Administrator): void {
    this.values.administrator = administrator;
    this.save();
  }

  private save(): void {
    writeFileSync(this.path, `${JSON.stringify(this.values, undefined, 2)}\n`, { mode: 0o600 });
  }
}

function fresh(): Secrets {
  const word = (): string => randomBytes(18).toString('hex');
  const key = (): string => randomBytes(32).toString('base64');
  return {
    mariadbPassword: word(),
    redisPassword: word(),
    wechatSecret: word(),
    aliyunKeySecret: word(),
    personalDataKey: key(),
    personalDataIndexKey: key(),
    passKey: key(),
    staffKey: key(),
  };
}
