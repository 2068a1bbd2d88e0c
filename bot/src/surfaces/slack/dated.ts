/** As far as the clocks of Slack and this machine may differ, in seconds; Bolt refuses what is older than that, and takes what is dated ahead. */
const TOLERANCE_S = 300;

/** Whether a request is dated ahead of this machine's clock: it would be good for as much longer, to the person who has caught it. Without a number Bolt refuses it. */
export function isAhead(stamp: string | string[] | undefined, now: number = Date.now() / 1_000): boolean {
  return Number(stamp) > now + TOLERANCE_S;
}
