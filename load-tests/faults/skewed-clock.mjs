// Preloaded into a process whose clock is to be wrong by CLOCK_SKEW_MS.
const skewMs = Number(process.env.CLOCK_SKEW_MS);
const RightDate = Date;

globalThis.Date = class extends RightDate {
  constructor(...when) {
    if (when.length === 0) super(RightDate.now() + skewMs);
    else super(...when);
  }

  static now() {
    return RightDate.now() + skewMs;
  }
};
