/** A soak of one channel, from an empty folder to the reckoning. */
import { setTimeout as pause } from "node:timers/promises";
import { chanceOf } from "./chance.ts";
import { Clock, type Leases } from "./clock.ts";
import { BATCH, setCarrier, setChannel } from "./door.ts";
import { type Finding, Findings, PROMISE } from "./findings.ts";
import { type Killed, killOnce } from "./fire.ts";
import { Fuse } from "./fuse.ts";
import { Looks } from "./looks.ts";
import { Noise } from "./noise.ts";
import { People } from "./people.ts";
import { CALM, type ChannelKind, killsOf, weatherOf } from "./plan.ts";
import { awaitEnd, reckon, type Sum } from "./reckon.ts";
import { shift } from "./shift.ts";
import { Submissions } from "./submissions.ts";
import { Desk } from "./work.ts";
import { openYard, type Yard } from "./yard.ts";

export type Wishes = { seed: number; kills: number; numbers: number; minutes: number; leases: Leases };

/** Kills between two changes of the carrier's behaviour. */
const SPELL = 5;

export type Told = {
  kind: ChannelKind;
  seconds: number;
  killed: Killed[];
  sum: Sum;
  intended: number;
  sends: number;
  looks: Looks["taken"];
  carrier: Submissions["answers"] & { messages: number; again: number };
  noise: Noise["tally"];
  clock: Clock["tally"];
  repeats: number;
  /** Who ended, how often, without being killed: Postgres was killed under a transaction of theirs (keep.ts). */
  fell: Record<string, number>;
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
  readonly #wishes: Wishes;
  readonly #yard: Yard;
  readonly #fuse: Fuse;
  readonly #stop: AbortSignal;
  readonly #people: People;
  readonly #looks: Looks;
  readonly #findings = new Findings();
  readonly #killed: Killed[] = [];
  #phase: "fire" | "calm" | "over" = "fire";
  #left = "";

  constructor(kind: ChannelKind, wishes: Wishes, yard: Yard, fuse: Fuse, stop: AbortSignal) {
    this.#kind = kind;
    this.#wishes = wishes;
    this.#yard = yard;
    this.#fuse = fuse;
    this.#stop = stop;
    this.#people = new People(yard.api, yard.secrets, stop);
    this.#looks = new Looks(yard, this.#people, this.#findings);
  }

  #line(): string {
    const phase = this.#phase === "fire" ? "under fire" : `coming to its end (${this.#left})`;
    const kills = `${this.#killed.length} of ${this.#wishes.kills} killed`;
    return `${this.#kind}: ${phase}, ${kills}, ${this.#looks.sent.size} sent on`;
  }

  /** Kills, one after the other; the carrier's behaviour changes meanwhile. */
  async #fire(): Promise<void> {
    const { seed, kills } = this.#wishes;
    const chance = chanceOf(seed, `fire ${this.#kind}`);
    // It begins when something is on its way, so that there is something to lose everywhere.
    while (kills > 0 && this.#looks.sent.size === 0 && !this.#stop.aborted) await pause(100);
    for (const kill of killsOf(seed, this.#kind, kills)) {
      if (this.#stop.aborted) return;
      this.#killed.push(await killOnce(this.#yard, this.#fuse, kill, chance));
      const done = this.#killed.length;
      if (done % SPELL === 0) {
        await setCarrier(this.#yard, this.#people, weatherOf(seed, this.#kind, done / SPELL));
      }
    }
    this.#phase = "calm";
    await setCarrier(this.#yard, this.#people, CALM);
  }

  async run(submissions: Submissions, tell: (line: string) => void): Promise<Omit<Told, "seconds">> {
    const { seed, leases } = this.#wishes;
    const [yard, people, looks, kind] = [this.#yard, this.#people, this.#looks, this.#kind];
    const noise = new Noise(yard, chanceOf(seed, `noise ${kind}`), await setChannel(yard, kind));
    await setCarrier(yard, people, weatherOf(seed, kind, 0));
    const clock = new Clock(yard, people, leases);
    const looking = again(
      () => this.#phase !== "over",
      700,
      async () => {
        await looks.take();
        tell(this.#line());
      },
    );
    const onFire = () => this.#phase === "fire";
    const desk = new Desk(people, yard.sql, this.#stop);
    const end = async () => {
      const [sends] = await Promise.all([
        shift(desk, this.#wishes, kind, onFire),
        again(onFire, 400, () => noise.turn(looks.sent)),
        this.#fire(),
      ]);
      await awaitEnd(yard, this.#stop, (left) => {
        this.#left = left;
      });
      this.#phase = "over";
      return sends;
    };
    const watching = again(
      () => this.#phase !== "over",
      1_000,
      () => desk.letGoOn(),
    );
    const [sends] = await Promise.all([end(), looking, watching]);
    await clock.stop();
    await looks.take();
    const sum = await reckon(yard, looks, this.#findings);
    const [row] = await yard.sql<{ intended: number }[]>`
      select coalesce(sum(intended), 0)::integer as intended from public.send_totals`;
    this.#judge(sum, submissions);
    return {
      kind,
      killed: this.#killed,
      sum,
      intended: row?.intended ?? 0,
      sends,
      looks: looks.taken,
      carrier: { ...submissions.answers, messages: submissions.messages, again: submissions.again },
      noise: noise.tally,
      clock: clock.tally,
      repeats: people.repeats,
      fell: Object.fromEntries(yard.everyone.map(({ name, fell }) => [name, fell])),
      findings: this.#findings.list,
      counts: this.#findings.counts(),
    };
  }

  /** What is not seen in a row: what went out blindly, how much stayed unknown, and who ended by itself. */
  #judge(sum: Sum, submissions: Submissions): void {
    const most = this.#kind === "idempotent" ? 0 : BATCH * this.#killed.length;
    for (const reference of submissions.blind) this.#findings.add(PROMISE.blind, { reference });
    if ((sum.unknown ?? 0) > most) this.#findings.add(PROMISE.unknown, { unknown: sum.unknown, most });
    // The gateway stands in for Supabase's own API; it is no part of what is promised (keep.ts says how it falls).
    for (const { name, endedItself } of this.#yard.everyone.filter((one) => one !== this.#yard.gateway)) {
      for (const how of endedItself) this.#findings.add(PROMISE.alive, { process: name, how });
    }
  }
}

/** Runs it. `tell` shows how far it is. @throws when it does not come to its end, with the last words of every process */
export async function soakChannel(
  kind: ChannelKind,
  wishes: Wishes,
  tell: (line: string) => void,
): Promise<Told> {
  const began = performance.now();
  const fuse = new Fuse();
  const submissions = new Submissions(kind === "idempotent");
  const stop = AbortSignal.timeout(wishes.minutes * 60_000);
  const yard = await openYard(fuse, submissions);
  const calledOff = new Promise<never>((_, fail) => {
    stop.addEventListener("abort", () => fail(new Error(`not at its end after ${wishes.minutes} minutes`)));
  });
  try {
    const soak = new Soak(kind, wishes, yard, fuse, stop);
    const told = await Promise.race([soak.run(submissions, tell), calledOff]);
    return { ...told, seconds: Math.round((performance.now() - began) / 1000) };
  } catch (error) {
    for (const { name, said } of yard.everyone) {
      console.error(`--- ${name}\n${said.split("\n").slice(-12).join("\n")}`);
    }
    throw error;
  } finally {
    await yard.close();
  }
}
