import { systemClock } from '#kernel';

import { EnvFault, readEnv, type Env } from './env.js';
import { buildSimulator } from './http/simulator.js';

function envOrExit(): Env {
  try {
    return readEnv(process.env);
  } catch (fault) {
    if (!(fault instanceof EnvFault)) throw fault;
    process.stderr.write(`simulator: ${fault.message}\n`);
    process.exit(1);
  }
}

const env = envOrExit();
const simulator = buildSimulator({
  wechat: { appid: env.WECHAT_APPID, secret: env.WECHAT_SECRET, callsPerMinute: env.WECHAT_CALLS_PER_MINUTE },
  aliyun: { id: env.ALIYUN_ACCESS_KEY_ID, secret: env.ALIYUN_ACCESS_KEY_SECRET },
  clock: systemClock,
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulator.close();
  });
}

const address = await simulator.listen({ port: env.PORT, host: env.HOST });
process.stdout.write(`${JSON.stringify({ app: 'simulator', event: 'listening', address })}\n`);
process.send?.('ready');
