/**
 * A proxy between a client and Postgres that reads along, so that a kill can happen at a commit:
 * `before`, the statement has been executed and its Sync (or the COMMIT itself) is held back; `after`, Postgres has
 * answered that it is committed, and the answer is held back.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { FLUSH, type Frame, Frames, textOf } from "./frames.ts";
import type { KillTrigger } from "./kill_trigger.ts";
import type { Place } from "./plan.ts";

type Connection = Place["connection"];

/** A function of the law or a verb that a statement calls; the last one names the commit. */
const CALLED = /\b(?:private|public)"?\."?(\w+)"?\s*\(/g;
/** "I", the state of a connection without an open transaction. */
const IDLE = 0x49;
/** Reads: a kill could lose nothing of them. */
const READS = new Set([
  "whoami",
  "may_in",
  "link_code",
  "link_base",
  "link_settings",
  "link_trust",
  "show_version",
]);

function calledBy(text: string): string | null {
  const names = [...text.matchAll(CALLED)].map(([, name = ""]) => name).filter((name) => !READS.has(name));
  return names.at(-1) ?? null;
}

/** A commit that is held back: the Sync that makes it, what came behind it, and how many answers come before its own. */
type Held = { what: string; sync: Frame; behind: Frame[]; ahead: number };

/** One connection. */
class ProxiedConnection {
  readonly #trigger: KillTrigger;
  readonly #connection: Connection;
  readonly #visitor: string;
  readonly #near: Socket;
  readonly #far: Socket;
  readonly #fromNear = new Frames("near");
  readonly #fromFar = new Frames("far");
  /** The texts of prepared statements, by their names. */
  readonly #texts = new Map<string, string>();
  #text = "";
  #called: string | null = null;
  #inTransaction = false;
  /** What each Sync or query that is under way commits, in order; null: nothing. */
  readonly #underWay: (string | null)[] = [];
  #failed = false;
  #held: Held | null = null;

  constructor(trigger: KillTrigger, connection: Connection, visitor: string, near: Socket, far: Socket) {
    this.#trigger = trigger;
    this.#connection = connection;
    this.#visitor = visitor;
    this.#near = near;
    this.#far = far;
    near.on("data", (bytes) => this.#came(this.#fromNear.take(bytes)));
    far.on("data", (bytes) => this.#answered(this.#fromFar.take(bytes)));
    for (const socket of [near, far]) {
      // When one side breaks, the other one is closed as well.
      socket.on("error", () => this.cut());
      socket.on("close", () => this.cut());
    }
  }

  cut(): void {
    this.#near.destroy();
    this.#far.destroy();
  }

  #came(frames: Frame[]): void {
    for (const frame of frames) {
      if (this.#near.destroyed) return;
      if (this.#held) this.#held.behind.push(frame);
      else this.#pass(frame);
    }
  }

  #pass(frame: Frame): void {
    this.#read(frame);
    if (frame.type === "Q" || frame.type === "E") {
      const says = /^\s*(commit|rollback|begin|start)\b/i.exec(this.#text)?.[1]?.toLowerCase();
      // COMMIT does its work when it is executed, so it is held back before that.
      if (says === "commit" && this.#called !== null && this.#stops(this.#called, "before")) return;
      if (says) this.#inTransaction = says === "begin" || says === "start";
      if (says && says !== "commit") this.#called = null;
    }
    if (frame.type === "S" || frame.type === "Q") {
      const what = this.#inTransaction ? null : this.#called;
      if (!this.#inTransaction) this.#called = null;
      const waits =
        frame.type === "S" && what !== null && this.#trigger.waits(this.#connection, what, "before");
      if (waits) {
        this.#held = { what, sync: frame, behind: [], ahead: this.#underWay.length };
        this.#far.write(FLUSH);
        return;
      }
      this.#underWay.push(what);
    }
    this.#far.write(frame.bytes);
  }

  /** Keeps up with what is being executed. */
  #read(frame: Frame): void {
    if (frame.type === "P") {
      const { text: name, next } = textOf(frame, 0);
      this.#text = textOf(frame, next).text;
      this.#texts.set(name, this.#text);
    } else if (frame.type === "B") {
      this.#text = this.#texts.get(textOf(frame, textOf(frame, 0).next).text) ?? "";
    } else if (frame.type === "Q") {
      this.#text = textOf(frame, 0).text;
    }
    if (frame.type === "Q" || frame.type === "E") this.#called = calledBy(this.#text) ?? this.#called;
  }

  #answered(frames: Frame[]): void {
    for (const frame of frames) {
      if (this.#near.destroyed) return;
      if (frame.type === "E") this.#failed = true;
      if (this.#held?.ahead === 0 && (frame.type === "C" || frame.type === "E")) {
        if (frame.type === "C" && this.#stops(this.#held.what, "before")) return;
        this.#letGo(this.#held);
      }
      if (frame.type === "Z") {
        const what = this.#underWay.shift() ?? null;
        if (this.#held) this.#held.ahead -= 1;
        const committed = frame.bytes[5] === IDLE && !this.#failed;
        this.#failed = false;
        if (what !== null && committed && this.#stops(what, "after")) return;
      }
      this.#near.write(frame.bytes);
    }
  }

  #stops(what: string, instant: "before" | "after"): boolean {
    if (!this.#trigger.fire(this.#connection, what, instant, this.#visitor)) return false;
    this.cut();
    return true;
  }

  /** The statement has failed, or its kill went off elsewhere: passes on what was held back. */
  #letGo({ what, sync, behind }: Held): void {
    this.#held = null;
    this.#underWay.push(what);
    this.#far.write(sync.bytes);
    this.#came(behind);
  }
}

/** Opens a proxy to `port` of this machine; `visitor` names its client. Answers the port to use instead. */
export async function openPgProxy(
  trigger: KillTrigger,
  connection: Connection,
  visitor: string,
  port: number,
): Promise<{ port: number; cut(): void; close(): void }> {
  const lines = new Set<ProxiedConnection>();
  const server: Server = createServer((near) => {
    const line = new ProxiedConnection(trigger, connection, visitor, near, connect(port, "127.0.0.1"));
    lines.add(line);
    near.once("close", () => lines.delete(line));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const line of lines) line.cut();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
