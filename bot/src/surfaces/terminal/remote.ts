import type { Socket } from "node:net";
import { Readable, Writable } from "node:stream";
import { FileUnavailable } from "../../registry/registry.ts";
import type { Console, Disk, Out } from "./console.ts";
import { frame, type Said, type Task, type Told, type Width } from "./socket.mjs";
import type { Keys } from "./typed.ts";

/** The console of a command that was typed elsewhere on this machine: its keys, screen and files are at the other end of a socket. */
export interface Remote {
  readonly console: Console;
  /** Takes up what the other end says. */
  take(said: Said, body: Buffer): void;
  /** Tells the exit code after all that was printed. */
  exit(code: number): Promise<void>;
}

type Begin = Extract<Said, { is: "begin" }>;
type Tell = (told: Told, body?: Uint8Array) => boolean;

/** A stream of output; it is as fast as the other end reads. */
function printer(socket: Socket, is: "out" | "aside", width: Width): Out & Writable {
  const stream = new Writable({
    decodeStrings: true,
    write: (chunk: Buffer, _encoding, done) => void socket.write(frame({ is }, chunk), () => done()),
  });
  return Object.assign(stream, { isTTY: width.isTTY, columns: width.columns ?? undefined });
}

/** What is typed or piped in. It is asked for when something reads it, so that other keys stay with the shell. */
class Typed extends Readable implements Keys {
  readonly isTTY: boolean;
  readonly #tell: Tell;

  constructor(tell: Tell, isTTY: boolean) {
    super({ read: () => void tell({ is: "listen", on: true }) });
    this.#tell = tell;
    this.isTTY = isTTY;
  }

  setRawMode(on: boolean): this {
    this.#tell({ is: "raw", on });
    return this;
  }

  override resume(): this {
    this.#tell({ is: "listen", on: true });
    return super.resume();
  }

  override pause(): this {
    this.#tell({ is: "listen", on: false });
    return super.pause();
  }
}

interface Reply {
  readonly value: unknown;
  readonly body: Buffer;
}

/** The tasks that wait for the other end. */
function asker(tell: Tell) {
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let last = 0;
  return {
    ask(task: Task, body?: Uint8Array): Promise<Reply> {
      const asked = Promise.withResolvers<Reply>();
      last += 1;
      waiting.set(last, asked);
      tell({ is: "ask", id: last, task }, body);
      return asked.promise;
    },
    answered({ id, value, error }: Extract<Said, { is: "reply" }>, body: Buffer) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve({ value, body });
      else asked?.reject(new FileUnavailable(error));
    },
    gone() {
      for (const { reject } of waiting.values()) reject(new FileUnavailable("the terminal has left"));
      waiting.clear();
    },
  };
}

type Ask = ReturnType<typeof asker>["ask"];

/** The file at the other end, a piece at a time. */
async function streamed(ask: Ask, path: string): Promise<ReadableStream<Uint8Array>> {
  const file = (await ask({ act: "open", path })).value as number;
  return new ReadableStream<Uint8Array>({
    async pull(reader) {
      const { body } = await ask({ act: "read", file });
      if (body.length > 0) return reader.enqueue(body);
      await ask({ act: "close", file });
      reader.close();
    },
    async cancel() {
      await ask({ act: "close", file });
    },
  });
}

const diskOf = (ask: Ask): Disk => ({
  async open(path) {
    const about = (await ask({ act: "about", path })).value as { name: string; bytes: number } | null;
    return about && { ...about, open: () => streamed(ask, path) };
  },
  save: async (folder, name, bytes) => (await ask({ act: "save", folder, name }, bytes)).value as string,
});

/** The console of a command that begins; `home` is the folder of this copy's data, which both ends have. */
export function remoteConsole(socket: Socket, begin: Begin, home: string): Remote {
  const tell: Tell = (told, body) => !socket.destroyed && socket.write(frame(told, body));
  const { ask, answered, gone } = asker(tell);
  const input = new Typed(tell, begin.input.isTTY);
  const out = printer(socket, "out", begin.out);
  const aside = printer(socket, "aside", begin.aside);
  const ended = new AbortController();
  // What is still printed for a terminal that has left goes nowhere.
  for (const stream of [out, aside]) stream.on("error", () => {});
  socket.once("close", () => {
    ended.abort();
    input.destroy();
    gone();
  });
  return {
    console: {
      argv: begin.argv,
      env: { ...begin.env, TIDINGS_HOME: home, INIT_CWD: begin.folder },
      input,
      out,
      aside,
      disk: diskOf(ask),
      ended: ended.signal,
    },
    take(said, body) {
      if (said.is === "typed") input.push(body.length > 0 ? body : null);
      else if (said.is === "reply") answered(said, body);
      else if (said.is === "size") {
        Object.assign(out, { columns: said.out.columns ?? undefined });
        Object.assign(aside, { columns: said.aside.columns ?? undefined });
      }
    },
    async exit(code) {
      await Promise.all([out, aside].map((stream) => new Promise<void>((done) => stream.end(() => done()))));
      tell({ is: "exit", code });
      socket.end();
    },
  };
}
