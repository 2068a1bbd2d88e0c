/** One bind of a carrier: a transceiver with a window of unanswered submit_sm, kept alive, ended in order. */

import { connect as connectPlain, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import {
  decode,
  encode,
  encodeSubmission,
  type Fields,
  Frames,
  type Incoming,
  isLength,
  STATUS,
  statusName,
} from "./codec.ts";
import type { SmppCarrier } from "./settings.ts";

/** What became of a submit_sm. `unknown`: it may have been taken, and nobody will ever know. `unsent`: it never left. */
export type Submitted =
  | { outcome: "taken"; id: string | null }
  | { outcome: "refused"; status: number }
  | { outcome: "unknown"; why: string }
  | { outcome: "unsent"; why: string };

/** How long is waited for what, in milliseconds. */
export type Waits = { bind: number; answer: number; quiet: number; enquiry: number; unbind: number };
/** A hand-over ends within 30 s, and an SMSC that is silent for 20 s has lost the message or the link. */
export const WAITS: Waits = { bind: 10_000, answer: 20_000, quiet: 30_000, enquiry: 10_000, unbind: 3_000 };
/** deliver_sm that wait for the database; more are refused for the moment. */
const MOST_DELIVERING = 2_000;
const VERSION = 0x34;

export type Ears = {
  /** A receipt or a reply came. Answers, after what it says is kept, with the status that the SMSC is answered. */
  delivered(body: Readonly<Record<string, unknown>>): Promise<number>;
  /** What is odd and ends nothing. */
  odd(what: string, facts: Record<string, unknown>): void;
};

type Waiting = { settle(answer: Incoming | string): void; timer: NodeJS.Timeout };

/** The bind was not made. `ours`: it will not pass by itself. */
export class NotBound extends Error {
  readonly ours: boolean;
  constructor(why: string, ours: boolean) {
    super(why);
    this.name = "NotBound";
    this.ours = ours;
  }
}

export class Bind {
  readonly window: number;
  readonly #socket: Socket;
  readonly #ears: Ears;
  readonly #waits: Waits;
  readonly #frames = new Frames();
  readonly #unanswered = new Map<number, Waiting>();
  readonly #closed = Promise.withResolvers<string>();
  #sequence = 0;
  #delivering = 0;
  #state: "opening" | "bound" | "closing" | "closed" = "opening";
  #why = "the carrier closed the connection";
  #quiet: NodeJS.Timeout | undefined;
  /** It has taken a message. */
  hasTaken = false;

  private constructor(socket: Socket, window: number, ears: Ears, waits: Waits) {
    this.#socket = socket;
    this.#ears = ears;
    this.#waits = waits;
    this.window = window;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => {
      this.#why = `the connection broke: ${error.message}`;
    });
    socket.on("close", () => this.#ended());
  }

  /** Connects and binds. @throws NotBound with what to do */
  static async open(carrier: SmppCarrier, ears: Ears, waits = WAITS): Promise<Bind> {
    const { protocol, hostname, port } = new URL(carrier.address);
    const host = hostname.replace(/^\[|\]$/g, "");
    const secure = protocol === "smpps:";
    const at = { host, port: Number(port || (secure ? 3550 : 2775)) };
    const socket = secure ? connectTls({ ...at, servername: host }) : connectPlain(at);
    const bind = new Bind(socket, carrier.settings.window, ears, waits);
    await bind.#bind(carrier, secure ? "secureConnect" : "connect");
    return bind;
  }

  /** Ends with the bind, and says why it ended. */
  get closed(): Promise<string> {
    return this.#closed.promise;
  }
  get isBound(): boolean {
    return this.#state === "bound";
  }
  get unanswered(): number {
    return this.#unanswered.size;
  }

  async #bind({ credentials, settings }: SmppCarrier, ready: string): Promise<void> {
    const connected = new Promise<void>((resolve, reject) => {
      this.#socket.once(ready, () => resolve());
      void this.closed.then((why) => reject(new NotBound(why, false)));
      setTimeout(() => reject(new NotBound("the carrier does not answer", false)), this.#waits.bind).unref();
    });
    try {
      await connected;
      const fields = {
        ...credentials,
        system_type: settings.system_type,
        interface_version: VERSION,
        addr_ton: settings.source_ton,
        addr_npi: settings.source_npi,
      };
      const answer = await this.#ask("bind_transceiver", fields, this.#waits.bind);
      if (typeof answer === "string") throw new NotBound(answer, false);
      if (answer.status !== STATUS.OK) {
        // What to do about it stands in shared/src/channels/trouble.ts, in the reader's language.
        throw new NotBound(`the carrier refused the bind with ${statusName(answer.status)}`, true);
      }
      this.#state = "bound";
      this.#heard();
    } catch (error) {
      this.#socket.destroy();
      throw error;
    }
  }

  /** Sends one message. Never throws. */
  async submit(fields: Fields): Promise<Submitted> {
    if (this.#state !== "bound") return { outcome: "unsent", why: this.#why };
    const answer = await this.#ask("submit_sm", fields, this.#waits.answer);
    if (typeof answer === "string") {
      // What answers nothing for so long will not answer what follows: a new bind is better.
      this.destroy(answer);
      return { outcome: "unknown", why: answer };
    }
    if (answer.status !== STATUS.OK) return { outcome: "refused", status: answer.status };
    this.hasTaken = true;
    const id = answer.body?.message_id;
    return { outcome: "taken", id: typeof id === "string" && id !== "" ? id : null };
  }

  /** Ends in order: what is unanswered is waited for, then unbind. */
  async close(): Promise<void> {
    if (this.#state !== "bound") return this.destroy("the bind is closed");
    this.#state = "closing";
    await this.#drained();
    await this.#ask("unbind", {}, this.#waits.unbind);
    this.destroy("the bind is closed");
  }

  destroy(why: string): void {
    if (this.#state === "closed") return;
    this.#why = why;
    this.#socket.destroy();
  }

  async #drained(): Promise<void> {
    const until = Date.now() + this.#waits.answer;
    while (
      (this.#unanswered.size > 0 || this.#delivering > 0) &&
      Date.now() < until &&
      !this.#socket.destroyed
    )
      await pause(10);
  }

  #next(): number {
    // From 1 to 2^31 - 1, and never one that still waits.
    do this.#sequence = (this.#sequence % 0x7fffffff) + 1;
    while (this.#unanswered.has(this.#sequence));
    return this.#sequence;
  }

  /** The answer, or why there is none. */
  #ask(command: string, fields: Fields, ms: number): Promise<Incoming | string> {
    const sequence = this.#next();
    return new Promise((resolve) => {
      const settle = (answer: Incoming | string) => {
        clearTimeout(timer);
        this.#unanswered.delete(sequence);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(`the carrier did not answer ${command} for ${ms / 1000} s`), ms);
      this.#unanswered.set(sequence, { settle, timer });
      const submits = command === "submit_sm";
      this.#write(submits ? encodeSubmission(sequence, fields) : encode(command, sequence, fields));
    });
  }

  /** What is written in one turn goes out in one system call: a window of messages is. */
  #write(octets: Buffer): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    }
    this.#socket.write(octets);
  }

  #answer(command: string, sequence: number, status: number): void {
    if (!this.#socket.writable) return;
    this.#write(encode(command, sequence, { command_status: status }));
  }

  #read(chunk: Buffer): void {
    this.#heard();
    const { frames, oversized } = this.#frames.add(chunk);
    for (const frame of frames) this.#take(decode(frame));
    if (oversized === null || isLength(oversized)) return;
    // Where one frame ends nobody knows any more, so nothing behind it can be read.
    this.#answer("generic_nack", 0, STATUS.INVALID_COMMAND_LENGTH);
    this.destroy(`the carrier sent a PDU of ${oversized} octets`);
  }

  #take(pdu: Incoming): void {
    const { command, sequence, status } = pdu;
    if (command === "deliver_sm" || command === "data_sm") void this.#deliver(pdu);
    else if (command === "enquire_link") this.#answer("enquire_link_resp", sequence, STATUS.OK);
    else if (command === "unbind") {
      this.#state = "closing";
      this.#why = "the carrier ended the bind";
      this.#answer("unbind_resp", sequence, STATUS.OK);
      void this.#drained().then(() => this.destroy("the carrier ended the bind"));
    } else if (command.endsWith("_resp") || command === "generic_nack") {
      const waiting = this.#unanswered.get(sequence);
      if (waiting) waiting.settle(pdu);
      else this.#ears.odd("an answer to nothing that was asked", { command, sequence, status });
    } else if (command !== "alert_notification") {
      this.#ears.odd("a command that is unknown", { command, sequence });
      this.#answer("generic_nack", sequence, STATUS.INVALID_COMMAND);
    }
  }

  async #deliver({ command, sequence, body }: Incoming): Promise<void> {
    const answer = (status: number) => this.#answer(`${command}_resp`, sequence, status);
    if (body === null) {
      this.#ears.odd("a PDU that cannot be read", { command, sequence });
      return answer(STATUS.INVALID_LENGTH);
    }
    if (this.#delivering >= MOST_DELIVERING) return answer(STATUS.QUEUE_FULL);
    this.#delivering += 1;
    try {
      answer(await this.#ears.delivered(body));
    } finally {
      this.#delivering -= 1;
    }
  }

  /** Something came: the link is well, and is asked about once it has been quiet. */
  #heard(): void {
    if (this.#state !== "bound") return;
    if (this.#quiet) {
      this.#quiet.refresh();
      return;
    }
    this.#quiet = setTimeout(() => void this.#enquire(), this.#waits.quiet);
  }

  async #enquire(): Promise<void> {
    this.#quiet = undefined;
    const answer = await this.#ask("enquire_link", {}, this.#waits.enquiry);
    if (typeof answer === "string") this.destroy(answer);
    else this.#heard();
  }

  #ended(): void {
    this.#state = "closed";
    clearTimeout(this.#quiet);
    for (const { settle } of [...this.#unanswered.values()]) settle(this.#why);
    this.#closed.resolve(this.#why);
  }
}
