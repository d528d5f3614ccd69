import { Refusal, type RefusalCode } from '#kernel';
import type { Redis } from '#redis';
import { sharing } from './sharing.js';

/** Name and arguments. */
export type Command = [name: string, ...args: (string | number)[]];

/** Redis for this room: commands given together run as one, and those of one event-loop turn travel together. */
export class SignInRedis {
  private readonly share: (commands: Command[]) => Promise<unknown[]>;

  constructor(redis: Redis) {
    this.share = sharing((lists) => runAll(redis, lists));
  }

  /**
   * What Redis keeps for this room is only how far something got, so without it whoever asked is told so with the code
   * given, at once, and can begin again.
   * @returns the reply to each command
   */
  async run(unavailable: RefusalCode, ...commands: Command[]): Promise<unknown[]> {
    try {
      return await this.share(commands);
    } catch (cause) {
      throw cause instanceof Refusal ? cause : new Refusal(unavailable, {}, { cause });
    }
  }
}

async function runAll(redis: Redis, lists: Command[][]): Promise<unknown[][]> {
  const results = await redis.multi(lists.flat()).exec();
  const replies = (results ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
  let from = 0;
  return lists.map(({ length }) => replies.slice(from, (from += length)));
}
