import { Resolver } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "@tidings/shared/ground/private_networks.ts";
import { BLOCKED_PORTS } from "@tidings/shared/links/jump.ts";
import ipaddr from "ipaddr.js";

/**
 * Posts to addresses that people typed, and to no machine of ours: to an address that is public, https alone where nothing else is said. The name is
 * resolved once, and the connection goes to exactly the address that was looked at, so a name that resolves otherwise a
 * moment later changes nothing. Redirects are not followed.
 */

/** The address may not be asked: it is not public, or its protocol is not allowed. */
export class Unreachable extends Error {}

/** What was sent may have arrived: the connection was made, and no answer came. */
export class Unanswered extends Error {}

export interface Reached {
  readonly status: number;
  readonly body: string;
}

/** Which addresses may be asked; another rule than the usual one only in tests. */
export interface Reach {
  resolve(host: string): Promise<readonly string[]>;
  allows(protocol: string, address: string): boolean;
  /** How long an answer is waited for, the look-up of the name with it; 10 s where unset. */
  readonly patienceMs?: number;
}

/** Of IPv6 what the registries hand out (RFC 4291). All else is local, translated to IPv4, for special uses, or nobody's yet. */
const GLOBAL = ipaddr.IPv6.parseCIDR("2000::/3");
/** In it, for documentation (RFC 9637): ipaddr.js calls it public. */
const DOCUMENTATION = ipaddr.IPv6.parseCIDR("3fff::/20");

/** Is this an address of the public internet? IPv4 inside of IPv6 is looked at as IPv4, by the list by which the law takes addresses. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  if (read.range() !== "unicast") return false;
  if (read instanceof ipaddr.IPv4) return !isPrivateAddress(read.toString());
  return read.match(GLOBAL) && !read.match(DOCUMENTATION);
}

/**
 * Asks the name servers by itself. `lookup` of the system has four threads, and a name whose servers are silent holds one for seconds: the
 * owner of a few such names would hold up every other post. Nor are names of /etc/hosts or of a search domain found, none of which are public.
 */
export function resolverOf(servers?: readonly string[]): Reach["resolve"] {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers) resolver.setServers(servers);
  return async (host) => {
    // IPv4 first: who has no IPv6 is told of such addresses too.
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [four, six].flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    if (found.length === 0 && four.status === "rejected") throw four.reason;
    return found;
  };
}

export const PUBLIC: Reach = {
  resolve: resolverOf(),
  allows: (protocol, address) => protocol === "https:" && isPublic(address),
};

/** The same over http too, which the guide allows for replies (table 7-7). */
export const PUBLIC_HTTP: Reach = {
  ...PUBLIC,
  allows: (protocol, address) => ["https:", "http:"].includes(protocol) && isPublic(address),
};

const PATIENCE_MS = 10_000;
/** An answer is a line of JSON; more is not read. */
const MOST_BYTES = 65_536;

/** Waits for `work` until the signal. A name server that is silent is not waited for any longer than a receiver. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>();
  const end = () => over.reject(new Error("the name was not found in time"));
  signal.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/**
 * Posts JSON once.
 * @throws Unreachable when the address may not be asked; Unanswered when it may have arrived; Error when it has not
 */
export async function postJson(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  reach: Reach = PUBLIC,
): Promise<Reached> {
  const url = new URL(address);
  // The law takes no such address; one that was kept before it did is not asked either.
  if (BLOCKED_PORTS.includes(Number(url.port)))
    throw new Unreachable(`port ${url.port} is no port of the web`);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const patience = reach.patienceMs ?? PATIENCE_MS;
  const signal = AbortSignal.timeout(patience);
  const found = isIP(host) ? [host] : await within(signal, reach.resolve(host));
  const [pinned] = found;
  // One private address among several is enough: which one is taken would be chance.
  if (pinned === undefined || !found.every((each) => reach.allows(url.protocol, each)))
    throw new Unreachable(`${url.host} is not a public address that may be asked`);
  const family = isIP(pinned);
  const only: LookupFunction = (_host, options, told) =>
    options.all ? told(null, [{ address: pinned, family }]) : told(null, pinned, family);
  const ask = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((done, fail) => {
    let connected = false;
    const lost = (error: Error) => {
      const why = signal.aborted ? `no answer within ${patience / 1_000} s` : error.message;
      fail(connected ? new Unanswered(why) : new Error(why, { cause: error }));
    };
    const call = ask(
      url,
      {
        method: "POST",
        agent: false,
        lookup: only,
        signal,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on("data", (part: Buffer) => {
          size += part.length;
          if (size <= MOST_BYTES) parts.push(part);
          else answer.destroy();
        });
        answer.on("close", () =>
          done({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString("utf8") }),
        );
      },
    );
    call.on("socket", (socket) => {
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => {
        connected = true;
      });
    });
    // Nobody asked to go on in another protocol. Where nobody listens for it, Node closes the connection and says nothing more of it.
    call.on("upgrade", (answer, socket) => {
      socket.destroy();
      done({ status: answer.statusCode ?? 0, body: "" });
    });
    call.on("error", lost);
    call.end(body);
  });
}
