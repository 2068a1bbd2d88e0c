/** Who decides in a member's place in the enterprise in use, as `whoami` tells it (BOT-3). */
export interface Delegate {
  readonly id: string;
  readonly name: string;
  /** The first and the last day, YYYY-MM-DD in the enterprise's zone. */
  readonly since: string;
  readonly until: string;
}
