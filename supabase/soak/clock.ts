/** The clock, as the bot runs it: it ticks and calls the functions, again and again, whatever is killed meanwhile. */
import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import type { Json, People } from "./people.ts";
import type { SupervisedProcess } from "./supervisor.ts";

/** `real`: the lease of a killed dispatcher expires by itself. `folded`: it is ended as soon as no dispatcher is running. */
export type Leases = "real" | "folded";

export class Clock {
  readonly #cluster: Cluster;
  readonly #people: People;
  readonly #stop = new AbortController();
  readonly #importing = new Set<string>();
  readonly #work: Promise<void>[] = [];
  /** What the hands did, and how often they did not answer. */
  readonly tally = { ticks: 0, calls: 0, batches: 0, unanswered: 0, parts: 0 };

  constructor(cluster: Cluster, people: People, leases: Leases) {
    this.#cluster = cluster;
    this.#people = people;
    const turns =
      leases === "folded"
        ? [() => this.#dispatchInRounds()]
        : cluster.dispatchers.map((one) => () => this.#dispatchOn(one));
    this.#work = [() => this.#tick(), ...turns].map((turn) => this.#again(turn));
  }

  /** Ends when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#work);
  }

  /** Repeats `turn`, which answers how long to wait before the next one, in milliseconds. */
  async #again(turn: () => Promise<number>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const rest = await turn().catch(() => 200); // a process has been killed: the next turn tries again
      await pause(rest);
    }
  }

  async #tick(): Promise<number> {
    const { data } = await this.#people.act("bot", "clock_tick");
    this.tally.ticks += 1;
    for (const file of (data?.imports ?? []) as string[]) void this.#import(file);
    return data?.expanded + data?.started > 0 ? 20 : 250;
  }

  /** One file, part after part, by one caller at a time. */
  async #import(file: string): Promise<void> {
    if (this.#importing.has(file)) return;
    this.#importing.add(file);
    try {
      for (let done = false; !done && !this.#stop.signal.aborted; ) {
        const answer = await this.#call(`${this.#cluster.api}/functions/v1/import-numbers`, {
          file_id: file,
        });
        this.tally.parts += 1;
        done = answer.done === true;
      }
    } catch {
      // The importer or its database was killed: the next tick names the file again.
    } finally {
      this.#importing.delete(file);
    }
  }

  async #dispatchOn(dispatcher: SupervisedProcess): Promise<number> {
    await dispatcher.up();
    try {
      const { batches, more } = await this.#call(this.#cluster.urlOf(dispatcher), {});
      this.tally.batches += batches;
      return more ? 0 : 200;
    } catch (error) {
      this.tally.unanswered += 1;
      throw error;
    }
  }

  /** Runs both to their end. Whatever is still leased then was leased by a process that was killed. */
  async #dispatchInRounds(): Promise<number> {
    await Promise.allSettled(this.#cluster.dispatchers.map((one) => this.#dispatchOn(one)));
    await this.#cluster.sql`
      update private.batches set lease_until = clock_timestamp() - interval '1 second' where done_at is null and closed_at is null`;
    return 150;
  }

  async #call(url: string, body: object): Promise<Json> {
    this.tally.calls += 1;
    const headers = { ...(await this.#people.headers("bot")), "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    const said: Json = await answer.json();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(said)}`);
    return said;
  }
}
