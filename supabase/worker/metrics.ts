/** What this worker counts of itself, for `/metrics`. All of it begins at nothing with each start. */
import { makeMetrics } from "@tidings/shared/node/metrics.ts";
import { Counter, Gauge, Histogram } from "prom-client";
import type { HandedOver } from "../functions/_core/channels/carrier.ts";
import type { Submitted } from "./smpp/bind.ts";
import { isNamed, statusName } from "./smpp/codec.ts";

export const METRICS = makeMetrics();

const registers = [METRICS];

/** One connection that this worker keeps, bound or not. */
type Kept = {
  readonly line: { readonly bind: { readonly window: number; readonly unanswered: number } } | null;
};

let keptNow: () => readonly Kept[] = () => [];

/** Says which connections are kept, each time that somebody asks. */
export function watchBinds(kept: () => readonly Kept[]): void {
  keptNow = kept;
}

new Gauge({
  name: "tidings_worker_binds",
  help: "Connections to carriers that this worker keeps: bound, or waiting to be bound (unbound)",
  labelNames: ["state"],
  registers,
  collect() {
    const all = keptNow();
    const bound = all.filter(({ line }) => line !== null).length;
    this.set({ state: "bound" }, bound);
    this.set({ state: "unbound" }, all.length - bound);
  },
});

new Gauge({
  name: "tidings_worker_window",
  help: "Messages that may be unanswered on all bound connections together (size), and those that are (in_use)",
  labelNames: ["of"],
  registers,
  collect() {
    const binds = keptNow().flatMap(({ line }) => (line ? [line.bind] : []));
    this.set(
      { of: "size" },
      binds.reduce((sum, { window }) => sum + window, 0),
    );
    this.set(
      { of: "in_use" },
      binds.reduce((sum, { unanswered }) => sum + unanswered, 0),
    );
  },
});

const submits = new Counter({
  name: "tidings_worker_submits_total",
  help: "submit_sm by the status of its answer; unknown: there was none",
  labelNames: ["status"],
  registers,
});

/** A submit_sm was answered or not. A status that SMPP 3.4 does not name counts as `other`: a carrier may invent any. */
export function countSubmit(said: Submitted): void {
  if (said.outcome === "unsent") return;
  const refused = said.outcome === "refused" ? said.status : 0;
  const status = said.outcome === "unknown" ? "unknown" : isNamed(refused) ? statusName(refused) : "other";
  submits.inc({ status });
}

const throttles = new Counter({
  name: "tidings_worker_throttles_total",
  help: "Batches that a carrier cut short because it had enough for the moment",
  registers,
});

const handoffSeconds = new Histogram({
  name: "tidings_worker_handoff_seconds",
  help: "How long a batch took to be handed over, until every message was answered",
  labelNames: ["outcome"],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers,
});

/** A batch was handed over, or what there was room for. */
export function countHandoff(handed: HandedOver, ms: number): void {
  handoffSeconds.observe({ outcome: handed.outcome }, ms / 1_000);
  const isBusy = handed.outcome === "nothing_taken" && handed.whose === "busy";
  if (isBusy || (handed.outcome === "answered" && handed.rest)) throttles.inc();
}

const incoming = new Counter({
  name: "tidings_worker_received_total",
  help: "What carriers sent over the connections: receipts, replies, or nothing final; kept, or asked for again (failed)",
  labelNames: ["kind", "outcome"],
  registers,
});

export const countIncoming = (kind: "receipt" | "reply" | "nothing", outcome: "kept" | "failed"): void =>
  incoming.inc({ kind, outcome });

const posts = new Counter({
  name: "tidings_worker_callback_posts_total",
  help: "Posts to addresses of callbacks: taken, not taken (failed: tried again), or not to be asked again (gone)",
  labelNames: ["outcome"],
  registers,
});

const postSeconds = new Histogram({
  name: "tidings_worker_callback_post_seconds",
  help: "How long an address of a callback took to answer a post",
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

/** A post was tried. */
export function countPost({ error, ms }: { readonly error: string | null; readonly ms: number }): void {
  posts.inc({ outcome: error === null ? "taken" : error.startsWith("gone: ") ? "gone" : "failed" });
  postSeconds.observe(ms / 1_000);
}
