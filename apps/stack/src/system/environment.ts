import type { Secrets } from './secrets.js';

export interface Addresses {
  mysqlUrl: string;
  redisUrl: string;
  residentPort: number;
  staffPort: number;
  workerPort: number;
  simulatorPort: number;
}

const WECHAT_APPID = 'wx0000000000000000';
const ALIYUN_KEY_ID = 'huiyue-demo';

/** What each program of the system is told. */
export function environmentOf(
  secrets: Secrets,
  at: Addresses,
): Record<'resident' | 'staff' | 'worker' | 'simulator', NodeJS.ProcessEnv> {
  const simulator = `http://127.0.0.1:${String(at.simulatorPort)}`;
  const outside = {
    WECHAT_APPID,
    WECHAT_SECRET: secrets.wechatSecret,
    ALIYUN_ACCESS_KEY_ID: ALIYUN_KEY_ID,
    ALIYUN_ACCESS_KEY_SECRET: secrets.aliyunKeySecret,
  };
  const stores = { MYSQL_URL: at.mysqlUrl, REDIS_URL: at.redisUrl };
  const base = { PATH: process.env['PATH'], TZ: process.env['TZ'], LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info' };
  return {
    resident: {
      ...base,
      ...stores,
      ...outside,
      PORT: String(at.residentPort),
      PUBLIC_ORIGIN: `http://127.0.0.1:${String(at.residentPort)}`,
      WECHAT_AUTHORISE_ORIGIN: simulator,
      WECHAT_API_ORIGIN: simulator,
      ALIYUN_CLOUDAUTH_ORIGIN: simulator,
      PERSONAL_DATA_KEYS: `k1:${secrets.personalDataKey}`,
      PERSONAL_DATA_INDEX_KEY: secrets.personalDataIndexKey,
      PASS_KEYS: `k1:${secrets.passKey}`,
      DRAIN_NOTICE_MS: '200',
    },
    staff: {
      ...base,
      ...stores,
      PORT: String(at.staffPort),
      STAFF_KEYS: `k1:${secrets.staffKey}`,
      DRAIN_NOTICE_MS: '0',
    },
    worker: { ...base, ...stores, PORT: String(at.workerPort) },
    simulator: { ...base, ...outside, PORT: String(at.simulatorPort) },
  };
}
