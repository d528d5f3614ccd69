import { Refusal } from '#kernel';
import { runScript, serverRunId, type Redis, type Script } from '#redis';

/**
 * A connection that knows which life of which server it speaks to. The run id is read once per connection; as a connection
 * cannot outlive its server, a restarted, replaced or rolled-back server is always seen as another.
 */
export class GateConnection {
  private runIdOfConnection: Promise<string> | undefined;

  constructor(readonly redis: Redis) {
    redis.on('close', () => {
      this.runIdOfConnection = undefined;
    });
  }

  async runId(): Promise<string> {
    return this.guard(async () => {
      this.runIdOfConnection ??= serverRunId(this.redis);
      const asked = this.runIdOfConnection;
      try {
        return await asked;
      } catch (error) {
        if (this.runIdOfConnection === asked) this.runIdOfConnection = undefined;
        throw error;
      }
    });
  }

  run(script: Script, keys: string[], args: (string | number)[]): Promise<unknown> {
    return this.guard(() => runScript(this.redis, script, keys, args));
  }

  /** A gate that cannot be asked is an expected no, with a sentence of its own; what went wrong stays as its cause. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('quota/gate-unavailable', {}, { cause: error });
    }
  }
}
