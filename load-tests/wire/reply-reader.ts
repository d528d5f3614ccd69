import { bodyFor, type ReplyBody } from './reply-body.js';
import { NotHttp, ReplyHead, type WireReply } from './reply-head.js';

const LONGEST_HEAD = 64 * 1024;

/** Reads the replies of one connection, one after the other. The bytes given are not kept beyond the call. */
export class ReplyReader {
  private unread: Buffer | undefined;
  private head: ReplyHead | undefined;
  private body: ReplyBody | undefined;

  /** @returns the reply these bytes complete. @throws NotHttp */
  push(bytes: Buffer): WireReply | undefined {
    let rest = this.unread ? Buffer.concat([this.unread, bytes]) : bytes;
    this.unread = undefined;
    while (this.head === undefined || this.body === undefined) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) {
        if (rest.length > LONGEST_HEAD) throw new NotHttp('head too long');
        if (rest.length > 0) this.unread = Buffer.from(rest);
        return undefined;
      }
      const head = new ReplyHead(rest.toString('latin1', 0, end));
      rest = rest.subarray(end + 4);
      // 1xx is a word in between, RFC 9110 section 15.2: the reply is still to come.
      if (head.status < 200) continue;
      this.head = head;
      this.body = bodyFor(head);
    }
    const taken = this.body.push(rest);
    if (taken < rest.length) throw new NotHttp('more bytes than the reply has');
    return this.body.complete ? this.take(this.head, this.body) : undefined;
  }

  /** The connection ended. @returns the reply, if that is what completes it */
  end(): WireReply | undefined {
    return this.head && this.body?.endsWithConnection ? this.take(this.head, this.body) : undefined;
  }

  private take(head: ReplyHead, body: ReplyBody): WireReply {
    this.head = this.body = undefined;
    return { head, body: body.text() };
  }
}
