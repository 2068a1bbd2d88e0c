import { type Locale, say, type Words } from "../ground/locale.ts";

/**
 * What the codes of Chinese carriers mean, and what helps. A code is the carrier's own word, several gateways use one for
 * different things, and no list is complete: where sources differ, the table says what they agree on.
 * Sources: Huawei Cloud's lists of status codes (support.huaweicloud.com: devg-iotcom 04_0303, msgsms_faq 0175), the CMPP and
 * SGIP state reports as gateways publish them, and the sandbox carrier (docs/carrier.md).
 */

/** One meaning, with what helps. */
interface Meaning {
  readonly words: Words;
  readonly advice: Words;
}

const meaning = (zh: string, en: string, adviceZh: string, adviceEn: string): Meaning => ({
  words: { zh, en },
  advice: { zh: adviceZh, en: adviceEn },
});

export const MEANINGS = {
  delivered: meaning("已送达手机", "Reached the phone", "无需处理。", "Nothing to do."),
  dead: meaning(
    "空号或号码不存在",
    "Number not in use",
    "请从名单中移除；大量出现时请核对名单来源。",
    "Take it off the list; many of them mean that the list is old.",
  ),
  suspended: meaning(
    "停机或欠费",
    "Number suspended",
    "隔几天再发；多次失败后移除。",
    "Try again in some days; after several failures take it off the list.",
  ),
  off: meaning(
    "关机或不在服务区",
    "Phone off or out of coverage",
    "换个时间重发，多数可以送达。",
    "Resend at another hour; most are reached then.",
  ),
  unreachable: meaning(
    "空号、停机或关机",
    "Number not in use, suspended, or phone off",
    "运营商未说明是哪一种：可重发一次，仍失败则移除。",
    "The carrier does not say which: resend once, then take it off the list.",
  ),
  expired: meaning(
    "超过有效期仍未送达（长时间关机或无信号）",
    "Not delivered in time: phone off or out of coverage for long",
    "换个时间重发。",
    "Resend at another hour.",
  ),
  full: meaning(
    "手机存储已满或终端异常",
    "Phone is full or does not take messages",
    "只能由机主处理，可隔几天重发。",
    "Only its owner can mend that; resend in some days.",
  ),
  blocked: meaning(
    "号码在运营商或平台的黑名单中（曾退订或投诉）",
    "On a blacklist of the carrier: the person opted out or complained",
    "不要重发；加入退订名单。确需发送请联系运营商解除。",
    "Do not resend, and add it to the opt-outs. If the person wants messages, ask the carrier.",
  ),
  content: meaning(
    "内容被拦截（敏感词或未报备）",
    "The content was blocked: a sensitive word, or a text that is not filed",
    "修改短信模板或向运营商报备后再放行其余号码。",
    "Change the SMS template or file it with the carrier before the rest goes.",
  ),
  signature: meaning(
    "签名异常或未报备",
    "The signature is missing, blocked or not filed",
    "检查签名报备；修好之前不要放行其余号码。",
    "Check the filing of the signature, and do not release the rest before.",
  ),
  no_opt_out: meaning(
    "营销短信缺少退订方式",
    "Marketing without a way to opt out",
    "在模板中加入退订说明。",
    "Add words on how to opt out to the template.",
  ),
  frequency: meaning(
    "同一号码收到的短信超过运营商频次上限",
    "Too many messages to this number within the carrier's limit",
    "次日再发，或在发送设置中调低频次。",
    "Send tomorrow, or lower the caps in the send settings.",
  ),
  repeated: meaning("重复号码", "The number was given twice", "无需处理。", "Nothing to do."),
  ported: meaning(
    "号码已携号转网",
    "The number has moved to another carrier",
    "请通道服务商按携号转网路由。",
    "Ask the provider of the channel to route ported numbers.",
  ),
  invalid: meaning(
    "号码格式无效",
    "Not a phone number that can be reached",
    "核对号码文件。",
    "Check the number file.",
  ),
  refused: meaning(
    "被网关拒绝，原因未说明",
    "Refused by the gateway, which does not say why",
    "带上本编号询问通道服务商（常见：内容、签名、黑名单）。",
    "Ask the provider of the channel with this code; often content, signature or a blacklist.",
  ),
  quota: meaning(
    "通道额度用尽",
    "The channel's own quota is used up",
    "为通道充值后重发。",
    "Top the channel up, then resend.",
  ),
  network: meaning(
    "运营商网络故障、拥塞或无路由",
    "The carrier's network failed, was busy or had no route",
    "稍后重发；持续出现请暂停通道并联系服务商。",
    "Resend later; if it goes on, pause the channel and ask its provider.",
  ),
  unknown: meaning(
    "运营商不知道结果",
    "The carrier does not know what became of it",
    "可能已送达，不建议重发。",
    "It may have been delivered: better not to resend.",
  ),
} as const satisfies Record<string, Meaning>;

type MeaningName = keyof typeof MEANINGS;

const list = (name: MeaningName, codes: string): [string, MeaningName][] =>
  codes.split(" ").map((code) => [code, name]);

/** Codes that gateways agree on. */
const CODES: ReadonlyMap<string, MeaningName> = new Map([
  ...list("delivered", "DELIVRD 000000"),
  ...list("dead", "MK:0000 MK:0001 MN:0001 MI:0073 MI:0210 CB:0001 CB:0053 DB:0101 SGIP:1"),
  ...list("suspended", "MK:0005 MK:0013 MN:0013 MI:0013 MI:0019 MI:0051 CB:0007 DB:0102 SGIP:5 SGIP:13"),
  ...list("off", "MK:0010 MK:0023 MI:0024 MI:0042 MI:0076 MI:0082 SGIP:24"),
  ...list("unreachable", "UNDELIV MK:0012 MI:0054 MI:0059 MI:0072 MN:0017 MN:0054 SGIP:12"),
  ...list("expired", "EXPIRED MI:NNNN MI00000"),
  ...list("full", "MI:0017 MI:0020 MI:0022 MI:0029 MI:0055 MI:0090 MI:0099 MI:0208 MI:0209"),
  ...list("blocked", "MBBLACK DBBLACK BLACK BLOCKED PUBLOKD HIGRISK DB:0144 HD:0001 MA:0001 MA:0023 MA:0027"),
  ...list("content", "KEYWORD KEYWORDS ID:0076 MK:0014 MK:0115 MA:0002 MA:0024 CJ:0007"),
  ...list("signature", "SIGFAIL SIGNBLOCKED QM_FAIL NOSEND NOTITLE 00138 00139"),
  ...list("no_opt_out", "-8421"),
  ...list("frequency", "BEYONDM BEYONDH BEYONDD DB:0142 MA:0022 MI:0079 MK:1041 00140 00141 00142"),
  ...list("repeated", "E200041"),
  ...list("ported", "NP_OUT NP:1243 MB:1047 MB:1048 MB:1049"),
  ...list("invalid", "INVALID_NUMBER PHONEERR GUNDELIV ERRNUM MI:0195 MA:0005 MA:0021"),
  ...list("refused", "REJECTD REJECTED REJECT MA:0006"),
  ...list("quota", "E000623"),
  ...list(
    "network",
    "NOROUTE NOROUTER ROUTEERR TIMEOUT MK:0002 MI:0061 MI:0062 IB:0008 DB:9001 DB:9007 MA:0054",
  ),
  ...list("unknown", "UNKNOWN"),
]);

/** What the other codes of a family have in common; nothing is said of families that mix causes (MA, MB, DB). */
const FAMILIES: readonly (readonly [RegExp, MeaningName])[] = [
  [/^(MK|MN|LT):?\d+$/, "unreachable"],
  [/^(IA|IB|IC|CA|DA|MC):?\d+$/, "network"],
];

/** What a receipt code is called, and what helps. */
interface CodeWords extends Meaning {
  readonly name: MeaningName;
}

/** The meaning of a carrier's code, whatever its case; null where the table knows none. */
export function codeWords(code: string | null | undefined): CodeWords | null {
  const plain = code?.trim().toUpperCase();
  if (!plain) return null;
  const name = CODES.get(plain) ?? FAMILIES.find(([family]) => family.test(plain))?.[1];
  return name === undefined ? null : { name, ...MEANINGS[name] };
}

/** `Number not in use (MK:0001)`; a code that is not in the table as it is; `otherwise` where there is none. */
export function codeText(code: string | null | undefined, otherwise: Words, locale: Locale): string {
  if (!code) return say(otherwise, locale);
  const words = codeWords(code)?.words ?? otherwise;
  return locale === "zh-CN" ? `${words.zh}（${code}）` : `${words.en} (${code})`;
}
