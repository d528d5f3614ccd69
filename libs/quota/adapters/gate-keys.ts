/**
 * Every key the gate has. All keys of a round share one hash tag, so that a round lives in one hash slot of a cluster.
 *
 * | key            | type       | holds                                                                      |
 * |----------------|------------|----------------------------------------------------------------------------|
 * | `{rN}:meta`    | hash       | epoch, run (server's run id), state, opensAt, closesAt (ms, 0 never), places |
 * | `{rN}:free`    | sorted set | free places; member and score are the place key                            |
 * | `{rN}:remaining` | hash     | the quota counter: `round` and one field per slot id                       |
 * | `{rN}:grants`  | hash       | person id → `place key:granted at (ms)`                                    |
 * | `{rN}:loading` | string     | epoch of the loader at work                                                |
 */
export function gateKeys(
  roundId: number,
): [meta: string, free: string, remaining: string, grants: string, loading: string] {
  const tag = `{r${String(roundId)}}`;
  return [`${tag}:meta`, `${tag}:free`, `${tag}:remaining`, `${tag}:grants`, `${tag}:loading`];
}
