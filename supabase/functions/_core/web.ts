/**
 * Asks an address that somebody typed, as a phone would, and no machine of ours. The name is looked up once, every address that it has must be
 * public, and the connection goes to exactly the one that was looked at, so a name that resolves otherwise a moment later changes nothing. Over
 * sockets of its own: `fetch` takes no address, and the runtime of hosted functions passes over the `lookup` of Node's client. IPv4 alone, since
 * what is private there is one list (private_networks.ts), which the law has too.
 */
import { lookup } from "node:dns/promises";
import { isIPv4, connect as openSocket, type Socket } from "node:net";
import { connect as openTls, type TLSSocket } from "node:tls";
import { isPrivateAddress } from "@tidings/shared/ground/private_networks.ts";
import { jumpTrouble, MAX_JUMP_URL } from "@tidings/shared/links/jump.ts";
import type { Certificate, LinkTrouble } from "@tidings/shared/templates/link_answer.ts";

/** Which addresses may be visited; another rule than the usual one only in tests. */
export interface Reach {
  resolve(host: string): Promise<readonly string[]>;
  /** Why an address as it is written is not visited. */
  refuses(url: string): "unfit" | "private" | null;
  allows(address: string): boolean;
  /** Certificates of authorities besides those of the system. */
  ca?: string;
}

export const PUBLIC: Reach = {
  resolve: async (host) =>
    isIPv4(host) ? [host] : (await lookup(host, { all: true, family: 4 })).map(({ address }) => address),
  refuses: (url) => {
    if (url.length > MOST_ADDRESS) return "unfit";
    // How long a jump link may be is no matter here; where it leads is.
    const { origin } = URL.canParse(url) ? new URL(url) : { origin: url };
    const trouble = jumpTrouble(url.length > MAX_JUMP_URL ? origin : url);
    return trouble && (trouble.code === "private" ? "private" : "unfit");
  },
  allows: (address) => isIPv4(address) && !isPrivateAddress(address),
};

/** Longer ones no browser of a phone takes. */
const MOST_ADDRESS = 2_000;
/** Redirects that are followed. */
const MOST_REDIRECTS = 5;
const HOP_MS = 8_000;
const ALL_MS = 20_000;
/** A phone of the last years, since some sites answer others with another page. */
const PHONE =
  "Mozilla/5.0 (Linux; Android 14; phone) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";

const CERTIFICATE_OF: Readonly<Record<string, Certificate>> = {
  CERT_HAS_EXPIRED: "expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "other_name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unknown_issuer",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown_issuer",
  UNABLE_TO_GET_ISSUER_CERT: "unknown_issuer",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown_issuer",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown_issuer",
};

/** No answer came: how far the way had led, and why it ended. */
export class Lost extends Error {
  readonly trouble: LinkTrouble;
  readonly certificate: Certificate | null;
  final = "";
  redirects = 0;
  constructor(trouble: LinkTrouble, certificate: Certificate | null = null) {
    super(trouble);
    this.trouble = trouble;
    this.certificate = certificate;
  }
}

/** What is asked for. */
export interface Wish {
  /** Kinds that are taken, as the header says it. */
  readonly accept: string;
  /** Bytes that are read at most, with the head. */
  readonly most: number;
}

/** An answer at the end of all redirects. */
export interface WebAnswer {
  readonly final: string;
  readonly redirects: number;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** As it came: perhaps in pieces. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Read to its end, and not cut off by its size or by the time. */
  readonly whole: boolean;
  readonly isTls: boolean;
  /** The last day of the certificate. */
  readonly until: string | null;
}

/**
 * Asks the address and what it leads on to.
 * @throws Lost for whatever is out there
 */
export async function askWeb(address: string, wish: Wish, reach: Reach = PUBLIC): Promise<WebAnswer> {
  const ends = Date.now() + ALL_MS;
  let at = address;
  for (let redirects = 0; ; redirects += 1) {
    try {
      if (redirects > MOST_REDIRECTS) throw new Lost("redirects");
      const answer = await ask(at, wish, reach, Math.max(1, Math.min(HOP_MS, ends - Date.now())));
      const next = nextOf(answer, at);
      if (next === null) return { ...answer, final: at, redirects };
      at = next;
    } catch (error) {
      if (error instanceof Lost) Object.assign(error, { final: at, redirects });
      throw error;
    }
  }
}

type Answer = Omit<WebAnswer, "final" | "redirects">;

function nextOf({ status, headers }: Answer, address: string): string | null {
  const location = status >= 300 && status < 400 ? headers.get("location") : undefined;
  return location !== undefined && URL.canParse(location, address) ? new URL(location, address).href : null;
}

async function ask(address: string, wish: Wish, reach: Reach, ms: number): Promise<Answer> {
  const unfit = reach.refuses(address);
  if (unfit) throw new Lost(unfit);
  const url = new URL(address);
  const isTls = url.protocol === "https:";
  const found = await within(reach.resolve(url.hostname), ms, "no_name");
  const [pinned] = found;
  if (pinned === undefined) throw new Lost("no_name");
  // One private address among several is enough: which one is taken would be chance.
  if (!found.every((one) => reach.allows(one))) throw new Lost("private");
  const { raw, whole, until } = await exchange(url, pinned, isTls, wish, ms, reach.ca);
  return { ...headOf(raw), whole, isTls, until };
}

/** Where the head ends: an empty line. */
function endOfHead(raw: Uint8Array): number {
  for (let at = 0; at + 3 < raw.length; at += 1)
    if (raw[at] === 13 && raw[at + 1] === 10 && raw[at + 2] === 13 && raw[at + 3] === 10) return at;
  return -1;
}

function headOf(raw: Uint8Array<ArrayBuffer>): Pick<Answer, "status" | "headers" | "body"> {
  const end = endOfHead(raw);
  const [first = "", ...lines] = new TextDecoder().decode(end < 0 ? raw : raw.subarray(0, end)).split("\r\n");
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(first)?.[1]);
  if (!status) throw new Lost(raw.length === 0 ? "no_answer" : "unreadable");
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { status, headers, body: end < 0 ? raw.subarray(raw.length) : raw.subarray(end + 4) };
}

type Exchanged = { raw: Uint8Array<ArrayBuffer>; whole: boolean; until: string | null };

function exchange(
  url: URL,
  address: string,
  isTls: boolean,
  { accept, most }: Wish,
  ms: number,
  ca: string | undefined,
) {
  return new Promise<Exchanged>((done, fail) => {
    const plain = openSocket({ host: address, port: Number(url.port) || (isTls ? 443 : 80) });
    const name = isIPv4(url.hostname) ? {} : { servername: url.hostname };
    const socket: Socket | TLSSocket = isTls
      ? openTls({ socket: plain, ...name, ...(ca ? { ca } : {}) })
      : plain;
    const parts: Uint8Array[] = [];
    let size = 0;
    let until: string | null = null;
    const end = () => {
      clearTimeout(timer);
      plain.destroy();
    };
    const lost = (error: Error & { code?: string }) => {
      end();
      fail(lostOf(error, isTls));
    };
    const finish = (whole: boolean) => {
      end();
      done({ raw: joined(parts, size), whole, until });
    };
    const timer = setTimeout(() => (size > 0 ? finish(false) : lost(new Error("late"))), ms);
    plain.on("error", lost);
    if (socket !== plain) socket.on("error", lost);
    socket.once(isTls ? "secureConnect" : "connect", () => {
      until = isTls ? dayOf((socket as TLSSocket).getPeerCertificate?.()?.valid_to) : null;
      socket.write(
        [
          `GET ${url.pathname}${url.search} HTTP/1.1`,
          `host: ${url.host}`,
          `user-agent: ${PHONE}`,
          `accept: ${accept}`,
          "accept-language: zh-CN,zh;q=0.9",
          "accept-encoding: identity",
          "connection: close",
          "\r\n",
        ].join("\r\n"),
      );
    });
    socket.on("data", (part: Uint8Array) => {
      parts.push(part);
      size += part.length;
      if (size >= most) finish(false);
    });
    socket.on("end", () => finish(true));
    socket.on("close", () => finish(true));
  });
}

function lostOf({ code = "", message }: Error & { code?: string }, isTls: boolean): Lost {
  const certificate = CERTIFICATE_OF[code] ?? (isTls && /certificate/i.test(message) ? "bad" : null);
  return certificate ? new Lost("certificate", certificate) : new Lost("no_answer");
}

/** `Dec 30 11:29:12 2026 GMT` as a day. */
function dayOf(text: string | undefined): string | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @throws Lost when it fails or takes longer */
async function within<T>(work: Promise<T>, ms: number, trouble: LinkTrouble): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Lost(trouble)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof Lost ? error : new Lost(trouble);
  } finally {
    clearTimeout(timer);
  }
}
