/**
 * A pooler in transaction mode, as Supavisor's port 6543 and PgBouncer are: a client has a server connection for as long as a
 * transaction, the next one may get another. Nothing of a session is put back between them.
 */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { failure, type Message, Messages, message, pairsOf, Scram } from "./messages.ts";

/** Start-up parameters that a pooler takes; it keeps them for its clients. Any other is refused, as PgBouncer does. */
const TAKEN = [
  "user",
  "database",
  "application_name",
  "client_encoding",
  "DateStyle",
  "TimeZone",
  "standard_conforming_strings",
];
const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;

type Login = { user: string; database: string; password: string };

/** A connection to the server, lent to one client at a time. */
class Lent {
  readonly socket: Socket;
  /** What the server said of itself, for clients. */
  readonly greeting: Buffer[] = [];
  client: Client | null = null;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  /** Signs in. @throws where the server refuses */
  static open(at: { host: string; port: number }, login: Login, pool: Pool): Promise<Lent> {
    const lent = new Lent(connect(at));
    const messages = new Messages(true);
    const scram = new Scram(login.password);
    const { promise, resolve, reject } = Promise.withResolvers<Lent>();
    let ready = false;
    const parameters = `user\0${login.user}\0database\0${login.database}\0\0`;
    lent.socket.write(message("", 196608, Buffer.from(parameters)));
    const greet = ({ type, body, whole }: Message) => {
      if (type === "E") reject(new Error(body.toString()));
      else if (type === "S" || type === "K") lent.greeting.push(whole);
      else if (type === "R" && body.readInt32BE() === 10) lent.socket.write(scram.first());
      else if (type === "R" && body.readInt32BE() === 11)
        lent.socket.write(scram.final(body.toString("utf8", 4)));
      else if (type === "Z") {
        ready = true;
        resolve(lent);
      }
    };
    lent.socket.on("data", (chunk) => {
      for (const one of messages.of(chunk)) {
        if (!ready) greet(one);
        // What comes while it is lent to nobody, as a notification does, reaches nobody.
        else if (lent.client?.take(one)) pool.giveBack(lent);
      }
    });
    lent.socket.on("error", reject);
    lent.socket.on("close", () => {
      reject(new Error("the server closed the connection"));
      lent.client?.socket.destroy();
      pool.forget(lent);
    });
    return promise;
  }
}

/** The server connections of one user, handed out in turn, so that two transactions of a client seldom share one. */
class Pool {
  readonly #open: () => Promise<Lent>;
  readonly #most: number;
  #count = 0;
  #idle: Lent[] = [];
  #waiting: ((lent: Lent) => void)[] = [];

  constructor(at: { host: string; port: number }, login: Login, most: number) {
    this.#open = () => Lent.open(at, login, this);
    this.#most = most;
  }

  async take(): Promise<Lent> {
    if (this.#count < this.#most) {
      this.#count += 1;
      return this.#open();
    }
    return this.#idle.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(lent: Lent): void {
    lent.client = null;
    const next = this.#waiting.shift();
    if (next) next(lent);
    else this.#idle.push(lent);
  }

  forget(lent: Lent): void {
    this.#count -= 1;
    this.#idle = this.#idle.filter((one) => one !== lent);
  }
}

/** A client. */
class Client {
  readonly socket: Socket;
  readonly #poolOf: (login: Login) => Pool;
  readonly #messages = new Messages(false);
  #parameters = new Map<string, string>();
  #pool: Pool | null = null;
  #server: Lent | null = null;
  #asked = false;
  /** What came before it had a server. */
  #kept: Buffer[] = [];
  /** Syncs and queries that the server has not answered. */
  #open = 0;
  /** The next query has begun behind the one that is being answered, and is not synced yet. */
  #begun = false;

  constructor(socket: Socket, poolOf: (login: Login) => Pool) {
    this.socket = socket;
    this.#poolOf = poolOf;
    socket.on("data", (chunk) => {
      for (const one of this.#messages.of(chunk)) this.#hear(one);
    });
    socket.on("error", () => socket.destroy());
    // A server in the middle of a transaction is lent to nobody any more.
    socket.on("close", () => this.#server?.socket.destroy());
  }

  #refuse(code: string, text: string): void {
    this.socket.end(failure(code, text));
  }

  #hear({ type, body, whole }: Message): void {
    if (!this.#messages.begun) this.#begin(body);
    else if (this.#pool === null && type === "p")
      void this.#signIn(body.toString("utf8", 0, body.length - 1));
    else if (type === "X") this.socket.end();
    else {
      this.#begun = type !== "Q" && type !== "S";
      if (!this.#begun) this.#open += 1;
      if (this.#server) this.#server.socket.write(whole);
      else {
        this.#kept.push(whole);
        void this.#lend();
      }
    }
  }

  #begin(body: Buffer): void {
    const code = body.readInt32BE();
    if (code === SSL_REQUEST) this.socket.write("N");
    else if (code === CANCEL_REQUEST) this.socket.end();
    else this.#start(body);
  }

  #start(body: Buffer): void {
    this.#parameters = pairsOf(body.subarray(4));
    this.#messages.begun = true;
    const other = [...this.#parameters.keys()].find((name) => !TAKEN.includes(name));
    if (other) this.#refuse("08P01", `unsupported startup parameter: ${other}`);
    else this.socket.write(message("R", 3));
  }

  async #signIn(password: string): Promise<void> {
    const user = this.#parameters.get("user") ?? "";
    const pool = this.#poolOf({ user, database: this.#parameters.get("database") ?? user, password });
    try {
      const first = await pool.take();
      this.#pool = pool;
      this.socket.write(Buffer.concat([message("R", 0), ...first.greeting, message("Z", Buffer.from("I"))]));
      pool.giveBack(first);
    } catch (error) {
      this.#refuse("28P01", (error as Error).message);
    }
  }

  async #lend(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const server = await this.#pool?.take().catch(() => undefined);
    this.#asked = false;
    if (!server || this.socket.destroyed) {
      if (server) this.#pool?.giveBack(server);
      this.socket.destroy();
      return;
    }
    this.#server = server;
    server.client = this;
    for (const one of this.#kept.splice(0)) server.socket.write(one);
  }

  /** Takes a message of its server. True: the transaction is over, and the server another's. */
  take({ type, body, whole }: Message): boolean {
    this.socket.write(whole);
    if (type !== "Z") return false;
    this.#open -= 1;
    if (this.#open > 0 || this.#begun || body.toString() !== "I") return false;
    this.#server = null;
    return true;
  }
}

/** Listens on 127.0.0.1. `servers`: connections of each user. */
export async function startPooler(upstream: { host: string; port: number }, servers: number, port = 0) {
  const pools = new Map<string, Pool>();
  const poolOf = (login: Login): Pool => {
    const key = JSON.stringify(login);
    const pool = pools.get(key) ?? new Pool(upstream, login, servers);
    pools.set(key, pool);
    return pool;
  };
  const server = createServer((socket) => new Client(socket, poolOf));
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
