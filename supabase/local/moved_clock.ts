/** The clock that `npm test -- --today` moves (testing/today.ts), for programs that get an environment of their own. */
const NAMES = ["LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC", "FAKETIME_DISABLE_SHM"] as const;

/** The variables that move a program's clock. */
export type MovedClock = Record<(typeof NAMES)[number], string>;

/** What a program must be given so that its clock says what ours says; nothing where nobody has moved ours. */
export function movedClock(): Partial<MovedClock> {
  if (process.env.FAKETIME === undefined) return {};
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
}
