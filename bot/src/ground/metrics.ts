import { makeMetrics } from "@tidings/shared/node/metrics.ts";
import { Counter, Gauge, Histogram } from "prom-client";

/** What this bot counts of itself, for `/metrics`. All of it begins at nothing with each start. */
export const METRICS = makeMetrics();

const registers = [METRICS];

/** `done`, `refused` (by the law, or for what was typed) or `failed` (an error, or no answer from the database). */
export type Outcome = "done" | "refused" | "failed";

const commands = new Counter({
  name: "tidings_commands_total",
  help: "Commands and buttons that people used in chat, by how they ended",
  labelNames: ["command", "surface", "outcome"],
  registers,
});

const commandSeconds = new Histogram({
  name: "tidings_command_seconds",
  help: "From the beginning of a command from chat to its answer, without showing it",
  labelNames: ["surface", "outcome"],
  buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  registers,
});

/** A command of the registry was run on a platform. */
export function countCommand(command: string, surface: string, outcome: Outcome, ms: number): void {
  commands.inc({ command, surface, outcome });
  commandSeconds.observe({ surface, outcome }, ms / 1_000);
}

const calls = new Counter({
  name: "tidings_platform_calls_total",
  help: "Calls to Slack and Discord: done, throttled (429), out of patience (no_room), or failed",
  labelNames: ["platform", "outcome"],
  registers,
});

/** How a call to a platform ended. `throttled`: it said 429, and is called again. `no_room`: the limit left none in time. */
export type CallOutcome = "done" | "throttled" | "no_room" | "failed";

export const countCall = (platform: "slack" | "discord", outcome: CallOutcome): void =>
  calls.inc({ platform, outcome });

const ticks = new Counter({
  name: "tidings_clock_ticks_total",
  help: "Turns of the clock: done, elsewhere (another bot was turning it), or failed",
  labelNames: ["outcome"],
  registers,
});

const tickSeconds = new Histogram({
  name: "tidings_clock_tick_seconds",
  help: "How long a turn of the clock took; the next one waits for it",
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

let turned = Date.now();

new Gauge({
  name: "tidings_clock_lag_seconds",
  help: "Since this bot last came to the end of a turn of the clock, which begins twice a second",
  registers,
  collect() {
    this.set((Date.now() - turned) / 1_000);
  },
});

/** A turn of the clock ended. */
export function countTick(outcome: "done" | "elsewhere" | "held" | "failed", ms: number): void {
  ticks.inc({ outcome });
  tickSeconds.observe(ms / 1_000);
  turned = Date.now();
}
