/** Number files and a send of each, made by bob and decided by carol, while processes are being killed. */
import { setTimeout as pause } from "node:timers/promises";
import { cutAtLineEnds } from "@tidings/shared/numbers/file.ts";
import type { Sql } from "postgres";
import type { Json, People } from "./people.ts";
import type { Work } from "./plan.ts";
import { STORYBOARD, TEXT } from "./settings.ts";

/** A file announced as larger than this gets a partition of its own. */
const LARGE_BYTES = 1_000_001;

/** A send that was made, with what its file has to come to. */
export type CreatedSend = { send: string; file: string; lines: number; story: Work["story"] };

export class SendMaker {
  readonly #people: People;
  readonly #sql: Sql;
  readonly #stop: AbortSignal;

  constructor(people: People, sql: Sql, stop: AbortSignal) {
    this.#people = people;
    this.#sql = sql;
    this.#stop = stop;
  }

  /** Queries until there is a row that is `good`. */
  async #until<T extends object>(look: () => Promise<T[]>, good: (row: T) => boolean): Promise<T> {
    for (;;) {
      const [row] = await look().catch(() => []); // the database was killed, and comes back
      if (row && good(row)) return row;
      await pause(100, undefined, { signal: this.#stop });
    }
  }

  #idOf(table: string, name: string): Promise<{ id: string }> {
    return this.#until(
      () => this.#sql<{ id: string }[]>`
      select id from public.${this.#sql(table)} where name = ${name}`,
      () => true,
    );
  }

  /** A file, uploaded as the panel does, its import started. */
  async upload(work: Work): Promise<{ id: string; lines: number }> {
    const bytes = new TextEncoder().encode(work.csv);
    const parts = [];
    for await (const part of cutAtLineEnds([bytes], work.partBytes)) parts.push(part);
    const size = work.large ? Math.max(bytes.length, LARGE_BYTES) : bytes.length;
    const purpose = work.kind === "basic" ? "basic" : "aim";
    const announced = { name: "soak.csv", bytes: size, parts: parts.length, purpose };
    const { id, enterprise_id } = await this.#people.must("bob", "begin_number_file", { input: announced });
    for (const { part, bytes, first_line } of parts) {
      await this.#people.upload(`numbers/${enterprise_id}/${id}/${part}.csv`, bytes);
      await this.#people.must("bob", "add_number_part", {
        file: id,
        input: { part, bytes: bytes.length, first_line },
      });
    }
    await this.#people.must("bob", "start_import", { file: id });
    return { id, lines: work.csv.trimEnd().split("\n").length - 1 };
  }

  /** The file when it is imported. */
  imported(file: string): Promise<Json> {
    return this.#until(
      () => this.#sql<Json[]>`select * from public.number_files where id = ${file}`,
      ({ state }) => {
        return state === "ready" || state === "failed";
      },
    );
  }

  /** A send of the file, as its story goes, until it is on its way (or was stopped on it). */
  async send(file: string, { kind, story, afterMs }: Work, name: string): Promise<string> {
    const people = this.#people;
    const trial = story === "trial" ? { trial: true } : {};
    const input = { name, ...(await this.#content(kind)), number_file_id: file, ...trial };
    const { id: send } = await people.must("bob", "create_send", { input });
    await people.must("bob", "submit_send", { send });
    if (story === "rejected first") {
      await people.must("carol", "reject_send", { send, reason: "once more" });
      await people.must("bob", "submit_send", { send });
    }
    await people.must("carol", "approve_send", { send });
    if (story === "trial") await this.#release(send);
    if (story === "cancelled") {
      await pause(afterMs, undefined, { signal: this.#stop });
      // It may have ended by itself meanwhile: then there is nothing to stop.
      await people.act("carol", "cancel_send", { send, request: crypto.randomUUID() });
    }
    return send;
  }

  /** What a send of a kind is made of. */
  async #content(kind: Work["kind"]): Promise<Record<string, string>> {
    if (kind === "basic") {
      const { id: template_id } = await this.#idOf("templates", STORYBOARD);
      return { template_id, send_type: "personal", consent: "soak" };
    }
    if (kind === "text") return { sms_template_id: (await this.#idOf("sms_templates", TEXT)).id };
    const { id: template_id } = await this.#idOf("templates", "签收提醒");
    return { template_id, sms_template_id: (await this.#idOf("sms_templates", "订单通知")).id };
  }

  async #release(send: string): Promise<void> {
    const { state } = await this.#until(
      () => this.#sql<{ state: string }[]>`select state from public.sends where id = ${send}`,
      ({ state }) => ["trial_hold", "done"].includes(state),
    );
    if (state === "trial_hold") await this.#people.must("carol", "release_send", { send });
  }

  /**
   * Resumes what was stopped automatically, as a person would: a send with too many failures, and a channel marked sick,
   * whose next probe may be minutes away. Only a paused channel can be resumed, so it is paused first.
   */
  async resumeStopped(): Promise<void> {
    const sends = await this.#sql<{ id: string }[]>`
      select id from public.sends where state = 'paused'`.catch(() => []);
    for (const { id } of sends) {
      await this.#people.act("bob", "resume_send", { send: id, request: crypto.randomUUID() });
    }
    const channels = await this.#sql<{ id: string }[]>`
      select id from public.channels where sick_since < clock_timestamp() - interval '3 seconds'`.catch(
      () => [],
    );
    for (const { id } of channels) {
      await this.#people.must("alice", "pause_channel", { channel: id, reason: "its carrier was away" });
      await this.#people.must("alice", "resume_channel", { channel: id });
    }
  }
}
