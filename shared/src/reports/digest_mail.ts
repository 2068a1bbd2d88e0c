import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import { type Letter, letterOf, onOneLine } from "../people/letter.ts";
import { BASIC_SENDS } from "./basic.ts";
import { DIGEST_WORDS, digestFields, digestFigures } from "./digest.ts";

const SAYS = {
  subject: w("「{enterprise}」{month} 发送月报", "“{enterprise}”: sending report for {month}"),
  hello: w("您好！", "Hello,"),
  of: w(
    "以下是「{enterprise}」{from} 至 {to}（{zone}）的发送情况，以及与前一个月的对比。",
    "This is what “{enterprise}” sent from {from} to {to} ({zone}), compared with the month before.",
  ),
  open: w(
    "在管理台查看报表（请先切换到「{enterprise}」）：",
    "Open the report in the panel (switch to “{enterprise}” first):",
  ),
  basic: w("基础版报表：", "Basic edition report:"),
  stop: w(
    "您开启了月报邮件，因此收到本邮件。可在「我的账号」的「个人通知」中关闭：",
    "You get this email because you turned on the monthly report. Turn it off under Direct messages in My account:",
  ),
} as const satisfies Record<string, Words>;

/** What the law tells of the report of a month for its mail. */
export interface MailedDigest {
  readonly enterprise: string;
  readonly zone: string;
  /** As `private.digest_figures` has them. */
  readonly details: unknown;
}

/** The mail of the report of a month (BOT-4). `panel` is where the panel is. @throws ZodError where the details are malformed */
export function digestMail(
  { enterprise, zone, details }: MailedDigest,
  panel: string,
  locale: Locale,
): Letter {
  const read = digestFigures.parse(details);
  const { from, to } = read;
  const at = (path: string) => ({ link: `${panel}/${path}?${new URLSearchParams({ from, to })}` });
  const values = { enterprise: onOneLine(enterprise), month: from.slice(0, 7), from, to, zone };
  const told = (name: keyof typeof SAYS) => fillPlaces(say(SAYS[name], locale), values);
  const rows = digestFields(read, locale).map(({ label, value }) => [label, value] as const);
  return letterOf(locale, told("subject"), [
    ...[told("hello"), told("of")],
    ...(read.submitted === 0 ? [say(DIGEST_WORDS.nothing, locale)] : []),
    ...(rows.length > 0 ? [{ rows }] : []),
    ...[told("open"), at("reports")],
    ...(read.basic ? [told("basic"), at(`reports/${BASIC_SENDS.path}`)] : []),
    told("stop"),
    { link: `${panel}/account` },
  ]);
}
