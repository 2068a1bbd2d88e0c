/** The result of `get_send_settings`. */
export interface SendSettings {
  readonly marketing_per_hour: number;
  readonly marketing_per_day: number;
  readonly notice_per_minute: number;
  readonly notice_per_day: number;
  /** A share, above 0 and at most 1. */
  readonly pause_at_failures: number;
  readonly pay_as_you_go: boolean;
}

/** The defaults of the table: the documented limits of Chinese SMS services. */
export const DEFAULT_SETTINGS: SendSettings = {
  marketing_per_hour: 4,
  marketing_per_day: 10,
  notice_per_minute: 10,
  notice_per_day: 50,
  pause_at_failures: 0.5,
  pay_as_you_go: true,
};

export const CAPS = [
  "marketing_per_hour",
  "marketing_per_day",
  "notice_per_minute",
  "notice_per_day",
] as const;
