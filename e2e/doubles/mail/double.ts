import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { type Letter, letterOf } from "./letter.ts";

/**
 * A mail server on 127.0.0.1 that keeps the rules of SMTP: it asks whoever mails to sign in, and keeps what it has taken. How it behaves is a test's.
 */
export interface MailDouble {
  /** As a deployment is told it, with the password. */
  readonly url: string;
  readonly port: number;
  readonly letters: Letter[];
  /** What somebody who reads it would have seen go wrong. */
  readonly violations: string[];
  /** `deaf` takes a connection and says nothing, `shut` ends it, `busy` asks to be tried later, and `cut` ends it when it has taken a letter. */
  behave(how: "calm" | "no_recipient" | "no_message" | "deaf" | "shut" | "busy" | "cut"): void;
  close(): Promise<void>;
}

const USER = "tidings";
const PASSWORD = "p@ss/word";
/** RFC 5322, 2.1.1. */
const MOST_LINE = 998;

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** `secure`: TLS from the first byte, with a certificate that nobody vouches for. */
export async function startMail({ secure = false } = {}): Promise<MailDouble> {
  const letters: Letter[] = [];
  const violations: string[] = [];
  let how: Parameters<MailDouble["behave"]>[0] = "calm";
  const server = new SMTPServer({
    secure,
    logger: false,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    // The deaf one's connections are cut by whoever waits.
    closeTimeout: 100,
    onConnect: (_session, done) => {
      if (how === "shut") return hangUp();
      if (how !== "deaf") done();
    },
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD
        ? done(null, { user: USER })
        : done(refusal(535, "5.7.8 Wrong name or password")),
    onRcptTo: ({ address }, _session, done) => {
      if (how === "no_recipient") return done(refusal(550, `5.1.1 No such box: ${address}`));
      done(how === "busy" ? refusal(450, `4.2.0 Greylisted: ${address}`) : null);
    },
    onData: (stream, { envelope }, done) => {
      text(stream).then((raw) => {
        if (how === "no_message") return done(refusal(554, `5.7.1 Looks like spam: ${raw.slice(-300)}`));
        const sender = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        letters.push(
          letterOf(
            raw,
            sender,
            envelope.rcptTo.map(({ address }) => address),
          ),
        );
        if (raw.split("\r\n").some((line) => Buffer.byteLength(line) > MOST_LINE))
          violations.push("a long line");
        if (/[^\r]\n|\r[^\n]/.test(raw)) violations.push("a line end that is not CRLF");
        if (how === "cut") return hangUp();
        done();
      }, done);
    },
  });
  const open = new Set<Socket>();
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  server.server.prependListener("connection", (socket: Socket) => {
    open.add(socket.on("close", () => open.delete(socket)));
  });
  // Whoever hangs up in the middle of TLS is no trouble of the server's.
  server.on("error", () => undefined);
  const { port } = (await once(server.listen(0, "127.0.0.1"), "listening").then(() =>
    server.server.address(),
  )) as AddressInfo;
  return {
    url: `${secure ? "smtps" : "smtp"}://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    port,
    letters,
    violations,
    behave(next) {
      how = next;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}
