import { type Words, w } from "../ground/locale.ts";
import { isPrivateAddress } from "../ground/private_networks.ts";
import { type Labels, label } from "../ground/tone.ts";
import { JUMP_TROUBLE_WORDS } from "./jump_words.ts";

/**
 * Custom jump links (JMP-1): which addresses a link may redirect a phone to. `private.jump_trouble` in the database has the
 * same rules; a test keeps both in step. They are plain patterns instead of a URL parser, so that SQL can have them too.
 */

/** Table 7-1 and the API: an address of at most 256 characters. */
export const MAX_JUMP_URL = 256;

/** The first reason why an address cannot be a jump link. */
export type JumpTrouble =
  | { readonly code: "empty" }
  | { readonly code: "too_long"; readonly max: number }
  | { readonly code: "scheme" }
  | { readonly code: "characters"; readonly character: string }
  | { readonly code: "credentials" }
  | { readonly code: "port" }
  | { readonly code: "port_blocked"; readonly port: number }
  | { readonly code: "host"; readonly host: string }
  | { readonly code: "private"; readonly host: string };

export type JumpTroubleCode = JumpTrouble["code"];

/**
 * Ports of other services, to which a request over http could be mistaken for one of their own: the bad ports of the Fetch standard
 * (https://fetch.spec.whatwg.org/#port-blocking), to none of which browsers and fetch connect; and those at which databases, queues, clusters and desktops listen.
 * 0 is no port here at all.
 */
export const BLOCKED_PORTS: readonly number[] = [
  ...[1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95],
  ...[101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179],
  ...[389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587],
  ...[601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061],
  ...[6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
  ...[
    1433, 1521, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5984, 6379, 6443, 9042, 9092, 9200,
    9300,
  ],
  ...[10_250, 11_211, 27_017, 50_000],
];

const CHARACTERS = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
// The last label must begin with a letter: browsers read "1.2.0x7f" and "2130706433" as IP addresses.
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);
const OCTET = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/**
 * Top-level names that are no public ones and never will be: those of RFC 6761 (test, example, invalid, localhost), 6762 (local), 7686
 * (onion), 8375 (home.arpa, with all of arpa) and 9476 (alt), those that ICANN keeps back (internal; home, corp, mail), and
 * those that private networks, containers, clusters and overlay networks use. example.com is a name like any other.
 */
export const PRIVATE_NAMES: readonly string[] = [
  "alt",
  "arpa",
  "bit",
  "consul",
  "corp",
  "dhcp",
  "docker",
  "example",
  "exit",
  "gnu",
  "home",
  "i2p",
  "incus",
  "internal",
  "intra",
  "intranet",
  "invalid",
  "kube",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "localnet",
  "lxd",
  "mail",
  "onion",
  "podman",
  "private",
  "router",
  "svc",
  "test",
  "vagrant",
  "workgroup",
];
const PRIVATE_NAME = new RegExp(`\\.(?:${PRIVATE_NAMES.join("|")})$`);

/**
 * Wildcard DNS services: they resolve to the IP address inside the name (127.0.0.1.nip.io), or always to 127.0.0.1. Any
 * other name may resolve to a private address too, now or later; that cannot be checked here.
 */
export const WILDCARD_DNS: readonly string[] = [
  "nip.io",
  "sslip.io",
  "xip.io",
  "traefik.me",
  "backname.io",
  "1u.ms",
  "rbndr.us",
  "localtest.me",
  "lvh.me",
  "vcap.me",
  "fuf.me",
  "local.gd",
  "lacolhost.com",
  "yoogle.com",
  "smackaho.st",
  "127-0-0-1.org.uk",
];

/** Why an address cannot be a jump link, or null when it can. */
export function jumpTrouble(url: string, most = MAX_JUMP_URL): null | JumpTrouble {
  if (url === "") return { code: "empty" };
  if ([...url].length > most) return { code: "too_long", max: most };
  const [, authority] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority === undefined) return { code: "scheme" };
  if (!CHARACTERS.test(url)) return { code: "characters", character: firstForeign(url) };
  if (authority.includes("@")) return { code: "credentials" };
  const [, host = "", port] = /^(.*?)(?::([0-9]*))?$/.exec(authority.toLowerCase()) ?? [];
  if (port !== undefined && !/^[1-9][0-9]{0,4}$/.test(port)) return { code: "port" };
  if (Number(port) > 65_535) return { code: "port" };
  if (BLOCKED_PORTS.includes(Number(port))) return { code: "port_blocked", port: Number(port) };
  if (IPV4.test(host)) return isPrivateAddress(host) ? { code: "private", host } : null;
  if (/(?:^|\.)localhost$/.test(host)) return { code: "private", host };
  if (host.length > 253 || !DOMAIN.test(host)) return { code: "host", host };
  const inwards = PRIVATE_NAME.test(host) || WILDCARD_DNS.some((name) => `.${host}`.endsWith(`.${name}`));
  return inwards ? { code: "private", host } : null;
}

const HTTPS_ONLY = w("须以 https:// 开头", "it must start with https://");

/** What is wrong with an address that somebody types, as a sentence; null for nothing. `secure`: https alone. `most`: how long it may be. */
export function addressProblem(typed: string, secure = false, most = MAX_JUMP_URL): Words | null {
  const url = typed.trim();
  const trouble = jumpTrouble(url, most);
  const why = secure && /^http:/i.test(url) ? HTTPS_ONLY : trouble && JUMP_TROUBLE_WORDS[trouble.code];
  return why && w(`地址无效：${why.zh}`, `Invalid address: ${why.en}`);
}

/** The first character that would have to be percent-encoded. */
function firstForeign(url: string): string {
  return (
    [...url].find(
      (letter, index, all) =>
        !CHARACTERS.test(letter === "%" ? all.slice(index, index + 3).join("") : letter),
    ) ?? ""
  );
}

/**
 * Normalises an address: scheme and host in lower case, default port removed, an empty path becomes "/". An approval is
 * for the normalised address.
 */
export function jumpForm(url: string): string {
  const [, scheme = "", host = "", rest = ""] = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  const plain = host.toLowerCase().replace(scheme.toLowerCase() === "http" ? /:80$/ : /:443$/, "");
  return `${scheme.toLowerCase()}://${plain}${rest.startsWith("/") ? "" : "/"}${rest}`;
}

/** A batch: at most ten typed links or a file of ten thousand (table 7-5). */
export const JUMP_LIMITS = { typed: 10, file: 10_000 } as const;

export const JUMP_SOURCE_WORDS: Labels<"typed" | "file"> = {
  typed: label("neutral", "手动输入", "Entered manually"),
  file: label("neutral", "文件上传", "File upload"),
};

/** Splits typed addresses at whitespace, Chinese commas, and commas before `http`: other commas may be part of an address. */
export function splitUrls(text: string): string[] {
  return text
    .split(/[\s，、；]+|,(?=https?:)/i)
    .map((piece) => /^<([^|>]*)(?:\|[^>]*)?>$/.exec(piece)?.[1] ?? piece) // as Slack writes an address
    .filter((piece) => piece !== "");
}
