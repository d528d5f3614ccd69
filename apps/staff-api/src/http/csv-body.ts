import type { FastifyInstance } from 'fastify';
import { Refusal } from '#kernel';
import { MOST_CSV_BYTES } from '#round';

/** Takes `text/csv` bodies as the bytes they are: what they are encoded in is for the reader of the file to say. */
export function acceptCsv(server: FastifyInstance): void {
  server.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: MOST_CSV_BYTES }, (_request, body, done) => {
    done(null, body);
  });
}

/** @throws Refusal `request/unsupported-media-type` when the request came with another kind of body, or none */
export function csvOf(body: unknown): Uint8Array {
  if (!Buffer.isBuffer(body)) throw new Refusal('request/unsupported-media-type');
  return body;
}
