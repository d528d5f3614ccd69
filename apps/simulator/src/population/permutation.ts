/**
 * Scatters 0..size-1 over itself, and back, without a table: i ↦ (i · step + start) mod size. Neighbours come to lie
 * about 0.618 of the whole apart, so that any run of them is spread over all of it.
 */
export class Permutation {
  private readonly step: number;
  private readonly inverseStep: number;
  private readonly start: number;

  /** `size` up to 2^26, so that every product stays exact in a double. */
  constructor(readonly size: number) {
    if (!Number.isInteger(size) || size < 1 || size > 2 ** 26) throw new RangeError('size must be 1 to 2^26');
    let step = Math.max(1, Math.floor(size * 0.6180339887));
    while (inverseModulo(step, size) === undefined) step += 1;
    this.step = step;
    this.inverseStep = inverseModulo(step, size) ?? 0;
    this.start = Math.floor(size * 0.4142135623);
  }

  forth(i: number): number {
    return (i * this.step + this.start) % this.size;
  }

  back(scattered: number): number {
    return ((scattered - this.start + this.size) * this.inverseStep) % this.size;
  }
}

/** x with a · x ≡ 1 (mod m), by the extended Euclidean algorithm; undefined when a and m share a factor. */
function inverseModulo(a: number, m: number): number | undefined {
  let [r, nextR, x, nextX] = [m, a % m, 0, 1];
  while (nextR !== 0) {
    const quotient = Math.floor(r / nextR);
    [r, nextR] = [nextR, r - quotient * nextR];
    [x, nextX] = [nextX, x - quotient * nextX];
  }
  if (r !== 1) return undefined;
  return ((x % m) + m) % m;
}
