import type { Clock } from '#kernel';

/**
 * Remembers each key for at least `keepMs` and at most twice that, and never more than `most` of them, without a timer:
 * two generations, of which the older is dropped whole.
 */
export class RecentMemory<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();
  private turnedAtMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly keepMs: number,
    private readonly most: number,
  ) {
    this.turnedAtMs = clock.nowMs();
  }

  get(key: string): V | undefined {
    this.turn();
    return this.young.get(key) ?? this.old.get(key);
  }

  /** False when the memory is full: then nothing was remembered, and nothing forgotten to make room. */
  put(key: string, value: V): boolean {
    this.turn();
    if (this.young.size + this.old.size >= this.most) return false;
    this.young.set(key, value);
    return true;
  }

  private turn(): void {
    const nowMs = this.clock.nowMs();
    const sinceMs = nowMs - this.turnedAtMs;
    if (sinceMs < this.keepMs) return;
    this.old = sinceMs < 2 * this.keepMs ? this.young : new Map<string, V>();
    this.young = new Map();
    this.turnedAtMs = nowMs;
  }
}
