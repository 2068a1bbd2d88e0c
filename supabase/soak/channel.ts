/** A soak of one channel, from an empty folder to the final check. */
import { setTimeout as pause } from "node:timers/promises";
import { checkBooks, endLinks } from "./books.ts";
import { chanceOf } from "./chance.ts";
import type { Scenario } from "./chaos.ts";
import { Clock, type Leases } from "./clock.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { awaitEnd, finalCheck, type Sum } from "./final_check.ts";
import { type Finding, Findings, PROMISE } from "./findings.ts";
import { Invariants } from "./invariants.ts";
import { KillTrigger } from "./kill_trigger.ts";
import { type KillRecord, killOnce } from "./killer.ts";
import { Noise } from "./noise.ts";
import { People } from "./people.ts";
import { Phones } from "./phones.ts";
import { CALM, type ChannelKind, killsOf, weatherOf } from "./plan.ts";
import { BATCH, layKinds, setCarrier, setChannel, setPace } from "./settings.ts";
import { Submissions } from "./submissions.ts";
import { SendMaker } from "./work.ts";
import { runWorkload } from "./workload.ts";

/** `chaos`: strikes of this kind take the place of kills by the plan, as many. */
export type SoakOptions = {
  seed: number;
  kills: number;
  numbers: number;
  minutes: number;
  leases: Leases;
  chaos?: Scenario;
};

/** Kills between two changes of the carrier's behaviour. */
const SPELL = 5;

export type SoakReport = {
  kind: ChannelKind;
  seconds: number;
  killed: KillRecord[];
  sum: Sum;
  intended: number;
  sends: number;
  checks: Invariants["taken"];
  carrier: Submissions["answers"] & { messages: number; again: number };
  noise: Noise["tally"];
  phones: Phones["tally"];
  clock: Clock["tally"];
  repeats: number;
  /** How often each process ended without being killed itself: Postgres was killed during its transaction (supervisor.ts). */
  fell: Record<string, number>;
  /** Seconds from the end of each strike of a scenario to the next recorded hand-off; and from the last to the end of all numbers. */
  recovered: number[];
  ended: number;
  findings: Finding[];
  counts: Record<string, number>;
};

/** Does something again and again while it is wanted. */
async function again(wanted: () => boolean, ms: number, turn: () => Promise<void>): Promise<void> {
  while (wanted()) {
    await turn();
    await pause(ms);
  }
}

/** All that a soak of a channel holds together. */
class Soak {
  readonly #kind: ChannelKind;
  readonly #options: SoakOptions;
  readonly #cluster: Cluster;
  readonly #trigger: KillTrigger;
  readonly #stop: AbortSignal;
  readonly #people: People;
  readonly #invariants: Invariants;
  readonly #findings = new Findings();
  readonly #killed: KillRecord[] = [];
  #phase: "fire" | "calm" | "over" = "fire";
  #left = "";
  readonly #recovered: number[] = [];
  #struckAt = 0;
  #ended = 0;

  constructor(
    kind: ChannelKind,
    options: SoakOptions,
    cluster: Cluster,
    trigger: KillTrigger,
    stop: AbortSignal,
  ) {
    this.#kind = kind;
    this.#options = options;
    this.#cluster = cluster;
    this.#trigger = trigger;
    this.#stop = stop;
    this.#people = new People(cluster.api, cluster.secrets, stop);
    this.#invariants = new Invariants(cluster, this.#people, this.#findings);
  }

  #line(): string {
    const phase = this.#phase === "fire" ? "under fire" : `coming to its end (${this.#left})`;
    const { kills: all, chaos } = this.#options;
    const kills = chaos
      ? `${chaos.name}: ${this.#recovered.length} of ${all} recovered`
      : `${this.#killed.length} of ${all} killed`;
    return `${this.#kind}: ${phase}, ${kills}, ${this.#invariants.sent.size} sent on`;
  }

  /** Kills, one after the other; the carrier's behaviour changes meanwhile. */
  async #fire(): Promise<void> {
    const { seed, kills, chaos } = this.#options;
    const chance = chanceOf(seed, `fire ${this.#kind}`);
    // The first kill waits until messages are on their way, so that every part has something to lose.
    // A scenario waits until the large send is, whose messages come one after the other.
    const enough = chaos ? this.#options.numbers / 20 : 1;
    while (kills > 0 && this.#invariants.sent.size < enough && !this.#stop.aborted) await pause(100);
    if (chaos) return this.#strike(chaos);
    for (const kill of killsOf(seed, this.#kind, kills)) {
      if (this.#stop.aborted) return;
      this.#killed.push(await killOnce(this.#cluster, this.#trigger, kill, chance));
      const done = this.#killed.length;
      if (done % SPELL === 0) {
        await setCarrier(this.#cluster, this.#people, weatherOf(seed, this.#kind, done / SPELL));
      }
    }
    this.#phase = "calm";
    await setCarrier(this.#cluster, this.#people, CALM);
  }

  /** Strikes of one kind, each when the one before is recovered from. */
  async #strike(chaos: Scenario): Promise<void> {
    const { seed, kills } = this.#options;
    const chance = chanceOf(seed, `chaos ${chaos.name}`);
    while (this.#recovered.length < kills && !this.#stop.aborted) {
      await pause(chance.whole(0, 900));
      await chaos.strike({ cluster: this.#cluster, people: this.#people, chance });
      this.#struckAt = performance.now();
      this.#recovered.push(await this.#untilHandedOver());
    }
    this.#phase = "calm";
    await setCarrier(this.#cluster, this.#people, CALM);
  }

  /** Seconds until a hand-off is recorded. */
  async #untilHandedOver(): Promise<number> {
    const { sql } = this.#cluster;
    const since = new Date();
    const start = performance.now();
    for (;;) {
      this.#stop.throwIfAborted();
      const found = await sql`select from private.batches where done_at > ${since} limit 1`.catch(() => []);
      if (found.length > 0) return (performance.now() - start) / 1000;
      await pause(20);
    }
  }

  async run(submissions: Submissions, tell: (line: string) => void): Promise<Omit<SoakReport, "seconds">> {
    const { seed, leases } = this.#options;
    const [cluster, people, invariants, kind] = [this.#cluster, this.#people, this.#invariants, this.#kind];
    const noise = new Noise(cluster, chanceOf(seed, `noise ${kind}`), await setChannel(cluster, kind));
    const phones = new Phones(cluster, chanceOf(seed, `phones ${kind}`), this.#findings);
    const { chaos } = this.#options;
    await setCarrier(cluster, people, chaos ? CALM : weatherOf(seed, kind, 0));
    if (chaos) await setPace(cluster);
    const clock = new Clock(cluster, people, leases);
    const looking = again(
      () => this.#phase !== "over",
      700,
      async () => {
        await invariants.take();
        tell(this.#line());
      },
    );
    const onFire = () => this.#phase === "fire";
    await layKinds(cluster);
    const maker = new SendMaker(people, cluster.sql, this.#stop);
    const end = async () => {
      const [sends] = await Promise.all([
        runWorkload(maker, this.#options, kind, onFire),
        again(onFire, 400, () => noise.turn(invariants.sent)),
        again(onFire, 300, () => phones.turn(invariants.sent)),
        this.#fire(),
      ]);
      await awaitEnd(cluster, this.#stop, (left) => {
        this.#left = left;
      });
      this.#ended = (performance.now() - this.#struckAt) / 1000;
      await endLinks(cluster, this.#stop, (left) => {
        this.#left = left;
      });
      for (const reference of [...invariants.sent.keys()].slice(-20)) await phones.openOver(reference);
      this.#phase = "over";
      return sends;
    };
    const watching = again(
      () => this.#phase !== "over",
      1_000,
      () => maker.resumeStopped(),
    );
    const [sends] = await Promise.all([end(), looking, watching]);
    await clock.stop();
    await invariants.take();
    const sum = await finalCheck(cluster, invariants, this.#findings);
    await checkBooks(cluster, phones, this.#findings);
    const [row] = await cluster.sql<{ intended: number }[]>`
      select coalesce(sum(intended), 0)::integer as intended from public.send_totals`;
    this.#judge(sum, submissions);
    return {
      kind,
      killed: this.#killed,
      sum,
      intended: row?.intended ?? 0,
      sends,
      checks: invariants.taken,
      carrier: { ...submissions.answers, messages: submissions.messages, again: submissions.again },
      noise: noise.tally,
      phones: phones.tally,
      clock: clock.tally,
      repeats: people.repeats,
      fell: Object.fromEntries(cluster.everyone.map(({ name, fell }) => [name, fell])),
      recovered: this.#recovered,
      ended: this.#ended,
      findings: this.#findings.list,
      counts: this.#findings.counts(),
    };
  }

  /** Findings that no row shows: blind repeats, too many unknown outcomes, and processes that ended by themselves. */
  #judge(sum: Sum, submissions: Submissions): void {
    const most = this.#kind === "idempotent" ? 0 : BATCH * this.#killed.length;
    for (const reference of submissions.blind) this.#findings.add(PROMISE.blind, { reference });
    if ((sum.unknown ?? 0) > most) this.#findings.add(PROMISE.unknown, { unknown: sum.unknown, most });
    // The gateway stands in for Supabase's own API; it is no part of what is promised (supervisor.ts says how it falls).
    for (const { name, endedItself } of this.#cluster.everyone.filter(
      (one) => one !== this.#cluster.gateway,
    )) {
      for (const how of endedItself) this.#findings.add(PROMISE.alive, { process: name, how });
    }
  }
}

/** Runs it. `tell` shows how far it is. @throws when it does not come to its end, with the last words of every process */
export async function soakChannel(
  kind: ChannelKind,
  options: SoakOptions,
  tell: (line: string) => void,
): Promise<SoakReport> {
  const began = performance.now();
  const trigger = new KillTrigger();
  const submissions = new Submissions(kind === "idempotent");
  const stop = AbortSignal.timeout(options.minutes * 60_000);
  const cluster = await openCluster(trigger, submissions, options.chaos?.diskMb);
  const calledOff = new Promise<never>((_, fail) => {
    stop.addEventListener("abort", () => fail(new Error(`not at its end after ${options.minutes} minutes`)));
  });
  try {
    const soak = new Soak(kind, options, cluster, trigger, stop);
    const report = await Promise.race([soak.run(submissions, tell), calledOff]);
    return { ...report, seconds: Math.round((performance.now() - began) / 1000) };
  } catch (error) {
    for (const { name, said } of cluster.everyone) {
      console.error(`--- ${name}\n${said.split("\n").slice(-12).join("\n")}`);
    }
    throw error;
  } finally {
    await cluster.close();
  }
}
