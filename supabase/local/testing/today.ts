/** `npm test -- --today <day>`: the tests as on another day. No part of a plain run. */
import { globSync } from "node:fs";
import type { MovedClock } from "../moved_clock.ts";
import { BadRequest } from "./bad_request.ts";

/** What it runs: whatever counts days, months and hours. The others start what has certificates and browsers in it, which have days of their own. */
const STEPS = ["words and panel", "bot", "law", "words under Deno", "functions"];

/** Whether a step is run as on another day. */
export const runsOnAnyDay = ({ name }: { name: string }): boolean => STEPS.includes(name);

/** Its library for programs with threads, where Debian, Fedora, Arch and Alpine put it. */
const LIBRARY = "/usr/lib{,64,/*}/faketime/libfaketimeMT.so.1";

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;

/** The instant that `--today` names: noon (UTC) of a day, or a time. Throws a sentence that says what is wrong. */
export function todayOf(said: string): Date {
  const text = DAY.test(said) ? `${said}T12:00Z` : said;
  const today = new Date(TIME.test(text) ? text : Number.NaN);
  // A day that does not exist, such as 2027-02-29, is read as a later one.
  if (Number.isNaN(today.getTime()) || `${today.toISOString().slice(0, 16)}Z` !== text)
    throw new BadRequest(`--today takes a day such as 2028-02-29, or 2026-12-31T23:30Z; "${said}" is none.`);
  return today;
}

/** The variables that start a program's clock at `today`, from where it goes on; throws a sentence where libfaketime is not installed. */
export function clockAt(today: Date, pattern = LIBRARY): MovedClock {
  const [library] = globSync(pattern);
  if (library === undefined)
    throw new BadRequest(
      "--today needs libfaketime, which moves a program's clock (Linux): `apt-get install libfaketime`, `dnf install libfaketime`.",
    );
  const seconds = Math.round((today.getTime() - Date.now()) / 1000);
  return {
    LD_PRELOAD: library,
    // Relative to the real time, so that all programs have the same clock, whenever they are started.
    FAKETIME: `${seconds < 0 ? "" : "+"}${seconds}`,
    // Timers and timeouts measure the real time.
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    // What it keeps there outlives a killed program, and ends the next one with that number. A moved clock keeps nothing.
    FAKETIME_DISABLE_SHM: "1",
  };
}
