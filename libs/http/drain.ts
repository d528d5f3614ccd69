import type { FastifyInstance } from 'fastify';

const PATIENCE_MS = 10_000;
const ASK_AGAIN_MS = 20;

/**
 * Lets a process leave without dropping anybody: it stops being ready, tells every client to open its next connection
 * elsewhere, and waits until nothing is under way.
 */
export class Drain {
  private underWay = 0;
  private leaving = false;

  constructor(private readonly server: FastifyInstance) {
    server.addHook('onRequest', (_request, reply, done) => {
      this.underWay += 1;
      // `close` comes for every reply, also for one whose client has gone.
      reply.raw.once('close', this.over);
      if (this.leaving) void reply.header('connection', 'close');
      done();
    });
  }

  private readonly over = (): void => {
    this.underWay -= 1;
  };

  get draining(): boolean {
    return this.leaving;
  }

  /**
   * @param noticeMs how long the process goes on taking new connections while it says it is not ready, so that whoever
   * sends it requests has looked
   * @returns whether everything under way was answered in time
   */
  async leave(noticeMs: number): Promise<boolean> {
    this.leaving = true;
    await new Promise((wake) => setTimeout(wake, noticeMs));
    this.server.server.closeIdleConnections();
    const until = performance.now() + PATIENCE_MS;
    while (this.underWay > 0 && performance.now() < until) await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
    return this.underWay === 0;
  }
}
