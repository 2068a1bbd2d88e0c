import { fillPlaces, type Words, w } from "../ground/locale.ts";

/** What the adapters of a channel keep of a failed call, and the words for it, whose place is what the pattern finds. */
const TROUBLES: readonly (readonly [pattern: RegExp, words: Words])[] = [
  [/^the carrier answered (?<what>\d{3})\b/, w("运营商返回 HTTP {what}", "the carrier answered HTTP {what}")],
  [/^no answer within (?<what>[\d.]+) s$/, w("{what} 秒内没有应答", "no answer within {what} s")],
  [/^the connection failed: (?<what>.*)$/s, w("连接失败：{what}", "the connection failed: {what}")],
];

/** Why a channel failed, in the reader's language; what no adapter of ours says stays as the carrier says it. */
export function troubleWords(error: string): Words {
  for (const [pattern, { zh, en }] of TROUBLES) {
    const found = pattern.exec(error)?.groups;
    if (found) return { zh: fillPlaces(zh, found), en: fillPlaces(en, found) };
  }
  return { zh: error, en: error };
}
