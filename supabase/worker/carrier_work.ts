/** The work for one carrier: its connections, the batches that go over them, and what comes in by them. */
import { type Sql, withRetry } from "../functions/_core/database.ts";
import type { Ledger } from "../functions/_core/dispatch/ledger.ts";
import { dispatch } from "../functions/_core/dispatch/run.ts";
import { sendTests } from "../functions/_core/dispatch/test_message.ts";
import { log, wordsOf } from "../functions/_core/reply.ts";
import { countIncoming } from "./metrics.ts";
import { pauseUntil } from "./pause.ts";
import { carrierLedger, type Incoming, incomingOf } from "./records.ts";
import { smppCarrier } from "./smpp/carrier.ts";
import { STATUS } from "./smpp/codec.ts";
import { readDelivered } from "./smpp/delivered.ts";
import { Keeper } from "./smpp/keeper.ts";
import type { SmppCarrier } from "./smpp/settings.ts";

/** One share of dispatch: after it, connections that came or went meanwhile are seen. */
const SHARE_MS = 2_000;
/** Between two looks for work while there is none, doubled from the first to the most. */
const IDLE_MS = { first: 50, most: 400 };
/** A receipt and its answer, recorded at the same instant, do not see each other: looked for soon. Anything else has time. */
const TIDY_MS = { soon: 500, most: 10_000 };
const NAME = "worker";

export class CarrierWork {
  readonly #sql: Sql;
  readonly #id: string;
  readonly #holder: string;
  readonly #keepers = new Map<number, Keeper>();
  readonly #stop = new AbortController();
  readonly #ended: Promise<unknown>;
  readonly #incoming: Incoming;
  #carrier: SmppCarrier;
  #tidyAt = 0;

  constructor(sql: Sql, holder: string, id: string, carrier: SmppCarrier) {
    this.#sql = sql;
    this.#holder = holder;
    this.#id = id;
    this.#carrier = carrier;
    this.#incoming = incomingOf(sql, id, () => {
      this.#tidyAt = Math.min(this.#tidyAt, Date.now() + TIDY_MS.soon);
    });
    this.#ended = Promise.all([this.#work(), this.#tidy()]);
  }

  /** Which connections are ours now, and how they are made. */
  hold(numbers: readonly number[], carrier: SmppCarrier): void {
    const changed = JSON.stringify(carrier) !== JSON.stringify(this.#carrier);
    if (changed) this.#carrier = carrier;
    for (const [n, keeper] of this.#keepers)
      if (!numbers.includes(n)) {
        this.#keepers.delete(n);
        void keeper.stop();
      } else if (changed) keeper.change(carrier);
    for (const n of numbers) if (!this.#keepers.has(n)) this.#keepers.set(n, this.#keep(n));
  }

  /** Every connection that is ours, bound or not. */
  get keepers(): readonly Keeper[] {
    return [...this.#keepers.values()];
  }

  /** Ends in order: no claim any more, what is under way is answered and recorded, then every connection is unbound. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    await Promise.all(this.keepers.map((keeper) => keeper.stop()));
  }

  #keep(n: number): Keeper {
    const { receipt, reply } = this.#incoming;
    const odd = (what: string, facts: Record<string, unknown>) =>
      log(NAME, what, { carrier: this.#id, bind: n, ...facts });
    const delivered = async (body: Readonly<Record<string, unknown>>) => {
      const read = readDelivered(body, this.#carrier.settings);
      try {
        if (read.kind === "receipt") await receipt(read.receipt);
        else if (read.kind === "reply") await reply(read.reply);
        else odd("a message that says nothing final", { why: read.why });
        countIncoming(read.kind, "kept");
        return STATUS.OK;
      } catch (error) {
        countIncoming(read.kind, "failed");
        odd("what came in could not be kept, and is asked for again", { why: wordsOf(error) });
        return STATUS.TRY_AGAIN;
      }
    };
    const told = async (error: string | null) => {
      if (error !== null) odd("no bind", { why: error });
      await this.#safely(
        () =>
          this
            .#sql`select private.record_bind(${this.#holder}::uuid, ${this.#id}::uuid, ${n}::integer, ${error}::text)`,
      );
    };
    return new Keeper(this.#carrier, { delivered, odd, told });
  }

  /** A database that is away is told and tried again: the connections stay, and so do receipts at the carrier. */
  async #safely(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await withRetry(work);
      return true;
    } catch (error) {
      log(NAME, "the database failed", { carrier: this.#id, why: wordsOf(error) });
      return false;
    }
  }

  async #work(): Promise<void> {
    const port = smppCarrier(() => this.keepers);
    const ledger = this.#ledger();
    let idle = IDLE_MS.first;
    while (!this.#stop.signal.aborted) {
      const flying = this.keepers.filter(({ isFree }) => isFree).length;
      let batches = 0;
      if (flying > 0) {
        const share = { batches: Number.POSITIVE_INFINITY, ms: SHARE_MS, flying, illnesses: 4 };
        await this.#safely(async () => {
          const tests = sendTests(this.#sql, () => port, [this.#id]);
          const [tally] = await Promise.all([dispatch(ledger, share, () => port), tests]);
          batches = tally.batches;
        });
      }
      idle = batches > 0 ? IDLE_MS.first : Math.min(IDLE_MS.most, idle * 2);
      await pauseUntil(this.#stop.signal, idle);
    }
  }

  /** The carrier's ledger, which gives nothing out any more once the worker ends. */
  #ledger(): Ledger {
    const ledger = carrierLedger(this.#sql, this.#id);
    const unlessStopped = <T>(work: () => Promise<T | null>) =>
      this.#stop.signal.aborted ? Promise.resolve(null) : work();
    return {
      ...ledger,
      claim: () => unlessStopped(() => ledger.claim()),
      wait: () => unlessStopped(() => ledger.wait()),
    };
  }

  async #tidy(): Promise<void> {
    for (; !this.#stop.signal.aborted; await pauseUntil(this.#stop.signal, TIDY_MS.soon)) {
      if (Date.now() < this.#tidyAt) continue;
      this.#tidyAt = Date.now() + TIDY_MS.most;
      await this.#safely(() => this.#sql`select private.tidy_carrier(${this.#id}::uuid)`);
    }
  }
}
