/** One mail to one person, by SMTP. */
import type { Letter, MailTrouble } from "@tidings/shared/people/letter.ts";
import { createTransport } from "nodemailer";
import { log } from "../reply.ts";

/** An inviter waits for it, and the lease of a report's mail is 30 s. */
const PATIENCE_MS = 10_000;

/** `by`: the function that mails, as its log names it. */
type Posted = Letter & { by: string; from: string; to: string };

/** What a server says in its own words may have the address or the link in it: none of that is logged. */
type Fault = { code?: string; command?: string; responseCode?: number; message?: string };

/** Why the server didn't take a mail. `passes`: it has certainly not been delivered, and may be taken later. */
type Unsent = { readonly why: MailTrouble; readonly passes: boolean };

const LOCAL = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * Hands a letter to the server. Answers null when the server took it, or why not; it never throws.
 * The link in a letter is a secret, so it goes over TLS; a server on this machine needs none.
 */
export async function post(server: string, { by, to, ...letter }: Posted): Promise<Unsent | null> {
  const { protocol, hostname } = new URL(server);
  const slow = AbortSignal.timeout(PATIENCE_MS);
  // Until the server has greeted us and let us sign in, nothing of the letter is on its way. nodemailer tells
  // only its logger when it begins.
  let begun = false;
  const logger = {
    info(entry: { tnx?: string }) {
      if (entry.tnx === "send") begun = true;
    },
  };
  const transport = createTransport({
    ...{ url: server, logger },
    requireTLS: protocol === "smtp:" && !LOCAL.has(hostname),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...letter,
      to: { name: "", address: to },
      headers: { "auto-submitted": "auto-generated" },
      signal: slow,
    });
    return null;
  } catch (error) {
    const fault = error as Fault;
    const why = slow.aborted ? "slow" : troubleOf(fault, begun);
    const { code, command, responseCode } = fault;
    // A permanent refusal of the letter stays one. A connection lost after it began may have delivered it.
    const passes = !begun || (responseCode !== undefined && responseCode < 500);
    const said = responseCode === undefined ? fault.message : undefined;
    log(by, "not mailed", { why, passes, code, command, responseCode, said });
    return { why, passes };
  } finally {
    transport.close();
  }
}

function troubleOf({ code, command, responseCode }: Fault, begun: boolean): MailTrouble {
  if (code === "EAUTH" || code === "ENOAUTH") return "sign_in";
  if (code === "ETIMEDOUT") return "slow";
  if (code === "ETLS") return "open";
  if (responseCode === undefined) return begun ? "unclear" : "unreachable";
  return command === "RCPT TO" && responseCode >= 500 ? "address" : "refused";
}
