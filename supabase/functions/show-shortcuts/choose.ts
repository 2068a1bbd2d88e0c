/** Which buttons a phone is shown: of what serves of a signature, by region, channel number and time (SHC-1). */
import { carries, holds } from "../_core/door/places.ts";
import type { Shortcut } from "./shortcuts.ts";

/** What a phone is shown. `configuration`: null for the default one. `until`: when something else is shown, null for no such time. */
export interface Shown {
  readonly shortcut: string | null;
  readonly version: number | null;
  readonly configuration: string | null;
  readonly until: string | null;
  /** Each with its `item`, by which a click on it is told. */
  readonly buttons: readonly object[];
}

export const NOTHING: Shown = {
  ...{ shortcut: null, version: null, configuration: null, until: null },
  buttons: [],
};

const numbered = (buttons: readonly object[], before: string) =>
  buttons.map((button, at) => ({ item: `${before}${at + 1}`, ...button }));

/** `port`: the sender that the phone sees, null where it is not said. `at`: the instant, in ms. */
export function choose(all: readonly Shortcut[], region: number, port: string | null, at: number): Shown {
  // No two of a signature have a region in common, so the first one is the only one.
  const served = all.find(
    (one) =>
      one.regions.some((outer) => holds(outer, region)) &&
      (port === null || one.ports.some((own) => carries(own, port))),
  );
  if (served === undefined) return NOTHING;
  const { id, version, buttons, timed } = served;
  const found = timed.findIndex(
    ({ begins_at, ends_at }) => Date.parse(begins_at) <= at && at < Date.parse(ends_at),
  );
  const now = timed[found];
  const begins = timed.map(({ begins_at }) => Date.parse(begins_at)).filter((begin) => begin > at);
  const next = now === undefined ? Math.min(...begins) : Date.parse(now.ends_at);
  return {
    shortcut: id,
    version,
    configuration: now?.name ?? null,
    until: Number.isFinite(next) ? new Date(next).toISOString() : null,
    buttons: now === undefined ? numbered(buttons, "") : numbered(now.buttons, `${found + 1}.`),
  };
}
