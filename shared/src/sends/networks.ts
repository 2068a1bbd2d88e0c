import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { percentText } from "../ground/percent.ts";
import { BY_PREFIX } from "../numbers/networks.ts";
import { NETWORK_WORDS, type Network } from "../numbers/words.ts";
import type { SignatureReport } from "../sms/words.ts";

/** What is expected and what became of a send at one network (NET-1): an item of `send_cards.networks`. */
export interface NetworkPart {
  readonly network: Network;
  /** Numbers of the file, by prefix. */
  readonly numbers: number;
  readonly submitted: number;
  readonly delivered: number;
  /** Expired ones with them. */
  readonly failed: number;
  /** Of those submitted: a receipt has named the network. */
  readonly told: number;
  /** The text has a link, and links are at risk there on the channel. */
  readonly link_risk: boolean;
  /** The signature's state there; null: nobody has said. */
  readonly signature: SignatureReport | null;
}

/** What a row of `send_cards` has of it. */
interface Networked {
  readonly networks: readonly NetworkPart[] | null;
  readonly state: string;
}

const SAYS = {
  forecast: w("{network} {numbers, number}（{share} %）", "{network} {numbers, number} ({share} %)"),
  result: w(
    "{network} {submitted, number}：送达 {delivered, number}，失败 {failed, number}",
    "{network}: {submitted, number} sent, {delivered, number} delivered, {failed, number} failed",
  ),
  mostly: w("其中 {share} % 按号段估计", "{share} % of these are estimated by prefix"),
  risk: w(
    "链接风险：在该通道上，{networks}常拦截含链接的短信；涉及 {count, number} 个号码（{share} %，按号段估计）。",
    "Link risk: texts with links are often blocked by {networks} on this channel. This affects {count, number} {count:number|numbers} ({share} %, estimated by prefix).",
  ),
  came: w(
    "链接风险：发送前按号段估计，有 {count, number} 个号码属于{networks}；实际提交 {submitted, number} 个，送达 {delivered, number} 个，失败 {failed, number} 个。",
    "Link risk: by prefix, {count, number} {count:number was|numbers were} estimated to be on {networks}. Of {submitted, number} sent to the carrier, {delivered, number} were delivered and {failed, number} failed.",
  ),
  not_yet: w(
    "签名尚未在{networks}报备。按号段估计，有 {count, number} 个号码可能被拦截。",
    "The signature isn't registered with {networks} yet. An estimated {count, number} {count:number|numbers} (by prefix) may be blocked.",
  ),
  refused: w(
    "签名报备未获{networks}通过。按号段估计，有 {count, number} 个号码可能被拦截。",
    "{networks} rejected the signature. An estimated {count, number} {count:number|numbers} (by prefix) may be blocked.",
  ),
} as const satisfies Record<string, Words>;

const partsOf = ({ networks }: Pick<Networked, "networks">): readonly NetworkPart[] => networks ?? [];
const sum = (parts: readonly NetworkPart[], key: "numbers" | "submitted" | "delivered" | "failed" | "told") =>
  parts.reduce((whole, part) => whole + part[key], 0);

/** Was anything handed over? Then there is a report, before that a forecast. */
export const hasNetworkReport = (send: Pick<Networked, "networks">): boolean =>
  sum(partsOf(send), "submitted") > 0;

/** A send by network: the forecast, then what became of it; marked where prefixes say it. */
export function networksText(send: Pick<Networked, "networks">, locale: Locale): string {
  const parts = partsOf(send);
  const submitted = sum(parts, "submitted");
  const said = submitted > 0 ? SAYS.result : SAYS.forecast;
  const whole = sum(parts, "numbers");
  const lines = parts
    .filter((part) => (submitted > 0 ? part.submitted : part.numbers) > 0)
    .map((part) =>
      fillPlaces(say(said, locale), {
        ...part,
        network: say(NETWORK_WORDS[part.network], locale),
        share: percentText(part.numbers, whole) ?? "0",
      }),
    );
  const unsure = submitted - sum(parts, "told");
  const mark =
    submitted === 0 || unsure === submitted
      ? say(BY_PREFIX, locale)
      : unsure > 0
        ? fillPlaces(say(SAYS.mostly, locale), { share: percentText(unsure, submitted) ?? "0" })
        : "";
  const text = lines.join(locale === "zh-CN" ? "；" : "; ");
  if (mark === "") return text;
  return locale === "zh-CN" ? `${text}（${mark}）` : `${text} (${mark})`;
}

const BEFORE: ReadonlySet<string> = new Set([
  "draft",
  "in_review",
  "rejected",
  "expanding",
  "ready",
  "recurring",
]);

/** What to know of networks before one decides, and what came of it: links at risk, and a signature that is not reported. */
export function networkWarnings(send: Networked, locale: Locale): string[] {
  const parts = partsOf(send);
  const whole = sum(parts, "numbers");
  const told = (words: Words, some: readonly NetworkPart[]) =>
    fillPlaces(say(words, locale), {
      networks: listText(
        some.map(({ network }) => say(NETWORK_WORDS[network], locale)),
        locale,
      ),
      count: sum(some, "numbers"),
      share: percentText(sum(some, "numbers"), whole) ?? "0",
      submitted: sum(some, "submitted"),
      delivered: sum(some, "delivered"),
      failed: sum(some, "failed"),
    });
  const expected = parts.filter(({ numbers }) => numbers > 0);
  const risky = expected.filter(({ link_risk }) => link_risk);
  const ahead = BEFORE.has(send.state) && !hasNetworkReport(send);
  const of = (state: SignatureReport) => expected.filter(({ signature }) => signature === state);
  return [
    ...(risky.length > 0 ? [told(ahead ? SAYS.risk : SAYS.came, risky)] : []),
    ...(ahead
      ? (["not_yet", "refused"] as const).flatMap((state) =>
          of(state).length > 0 ? [told(SAYS[state], of(state))] : [],
        )
      : []),
  ];
}
