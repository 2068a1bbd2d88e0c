import { fillPlaces, type Words, w } from "./locale.ts";

/** What is kept of a failure, and the words for it, whose place is what the pattern finds. */
export type Troubles = readonly (readonly [pattern: RegExp, words: Words])[];

/** What is kept of a post to an address that somebody typed (`shared/src/node/reach.ts`, and Node's own words), and the words for it. */
export const REACH_TROUBLES: Troubles = [
  [/^no answer within (?<what>[\d.]+) s$/, w("{what} 秒内无响应", "no answer within {what} seconds")],
  [/^HTTP 410$/, w("HTTP 410，对方已停止接收", "HTTP 410: the receiver no longer accepts requests")],
  [/^HTTP (?<what>3\d\d)$/, w("HTTP {what}，系统不跟随跳转", "HTTP {what}: redirects aren't followed")],
  [
    /^(?<what>\S+) is not a public address that may be asked$/,
    w("{what} 指向的不是公网地址", "{what} doesn't point to a public address"),
  ],
  [/^port (?<what>\d+) is no port of the web$/, w("{what} 不是网页服务的端口", "{what} isn't a web port")],
  [/^the name was not found in time$/, w("域名解析超时", "domain lookup timed out")],
  [/^queryA (?:ENOTFOUND|ENODATA) (?<what>\S+)$/, w("域名 {what} 不存在", "domain {what} doesn't exist")],
  [/^queryA \w+ (?<what>\S+)$/, w("域名 {what} 暂时无法解析", "domain {what} can't be resolved right now")],
  [/^connect ECONNREFUSED (?<what>\S+)$/, w("{what} 拒绝连接", "{what} refused the connection")],
  [
    /^connect (?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?<what>\S+)/,
    w("无法连接 {what}", "can't connect to {what}"),
  ],
  [
    /^(?:socket hang up|(?:read|write) (?:ECONNRESET|EPIPE)|Client network socket disconnected before secure TLS connection was established)$/,
    w("对方中途断开连接", "the receiver closed the connection"),
  ],
  [/^certificate has expired$/, w("对方的证书已过期", "the receiver's certificate has expired")],
  [
    /^(?:self-signed certificate|unable to (?:verify the first|get local issuer) certificate)/,
    w("对方的证书不受信任", "the receiver's certificate isn't trusted"),
  ],
  [
    /^Hostname\/IP does not match certificate's altnames: Host: (?<what>\S+?)\. is not/,
    w("对方的证书不属于 {what}", "the receiver's certificate isn't for {what}"),
  ],
  [/^Parse Error/, w("对方返回的不是 HTTP 应答", "the receiver's response isn't HTTP")],
];

/** The words for a failure; what is in no list stays as it was said. */
export function wordsOfTrouble(troubles: Troubles, error: string): Words {
  for (const [pattern, { zh, en }] of troubles) {
    const found = pattern.exec(error);
    const places = found?.groups ?? {};
    if (found) return { zh: fillPlaces(zh, places), en: fillPlaces(en, places) };
  }
  return { zh: error, en: error };
}

/** Why a post to an address that somebody typed was not taken. */
export const reachTroubleWords = (error: string): Words => wordsOfTrouble(REACH_TROUBLES, error);
