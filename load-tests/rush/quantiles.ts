/** Milliseconds. */
export interface Quantiles {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Nearest-rank quantiles: every figure is one that was measured. Undefined for nothing measured. */
export function quantilesOf(measured: readonly number[]): Quantiles | undefined {
  if (measured.length === 0) return undefined;
  const sorted = Float64Array.from(measured).sort();
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { count: sorted.length, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1) };
}
