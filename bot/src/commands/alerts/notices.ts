import {
  MONTH_MAIL_WORDS,
  NOTICE_WORDS,
  NOTICES,
  NOTICES_ON,
  NOTICES_ON_WORDS,
  type Notice,
} from "@tidings/shared/alerts/notices.ts";
import { listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  told: w(
    "您自己的任务、模板等有以下变化时，我会私信告诉您",
    "I send you direct messages about these changes to your items",
  ),
  nothing: w(
    "您提交的内容有变化时，我不会私信您。",
    "I don't send you direct messages about your own items.",
  ),
  where: w(
    "私信发到：{where}。全部开启：`notices all`；全部关闭：`notices none`；更换平台：`notices --on slack`、`notices --on discord`、`notices --on last`（最近使用的平台）",
    "Direct messages go to: {where}. Turn all on: `notices all`. Turn all off: `notices none`. Change platform: `notices --on slack`, `notices --on discord`, or `notices --on last` (where you were last active)",
  ),
  mail: w(
    "「发送月报」会发到您的邮箱。关闭：`notices --mail off`",
    "The monthly sending report is emailed to you. Turn it off: `notices --mail off`",
  ),
  no_mail: w(
    "每月 1 日通过邮件接收「发送月报」：`notices --mail on`",
    "Get the monthly sending report by email: `notices --mail on`",
  ),
  all: w("全部", "All"),
  none: w("不通知", "None"),
} as const satisfies Record<string, Words>;

const CHOICES = ["all", "none", ...NOTICES] as const;

/** C10: which news of one's own things one gets in a direct message. */
export const notices = defineCommand({
  name: "notices",
  feature: "alerts",
  words: {
    title: w("个人通知", "Direct messages"),
    description: w(
      "查看或设置您提交的内容有哪些变化时私信通知您",
      "Shows or sets which updates on your items you get by direct message",
    ),
    options: {
      only: w("只通知", "Only this"),
      also: w("同时通知", "And this"),
      on: w("发到哪个聊天平台", "Chat platform"),
      mail: MONTH_MAIL_WORDS,
    },
    choices: {
      on: w("开启", "On"),
      off: w("关闭", "Off"),
      all: SAYS.all,
      none: SAYS.none,
      ...NOTICE_WORDS,
      ...NOTICES_ON_WORDS,
    },
  },
  input: z.object({
    only: z.enum(CHOICES).optional(),
    also: z.enum(NOTICES).optional(),
    on: z.enum([...NOTICES_ON, "last"]).optional(),
    mail: z.enum(["on", "off"]).optional(),
  }),
  positional: ["only", "also"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { only, also, on, mail }): Promise<Answer> {
    if (only === undefined && on === undefined && mail === undefined) return shown(context, context.me);
    const input = {
      ...(only === undefined ? {} : { notices: chosenOf(only, also) }),
      ...(on === undefined ? {} : { notices_on: on === "last" ? null : on }),
      ...(mail === undefined ? {} : { month_mail: mail === "on" }),
    };
    return shown(context, await verb<Me>(context.session, "set_notices", { input }));
  },
});

function chosenOf(only: (typeof CHOICES)[number], also: Notice | undefined): Notice[] {
  const chosen = only === "all" ? NOTICES : only === "none" ? [] : [only];
  return NOTICES.filter((notice) => chosen.some((each) => each === notice) || notice === also);
}

function shown(
  context: Context,
  { notices, notices_on, month_mail }: Pick<Me, "notices" | "notices_on" | "month_mail">,
): Answer {
  const { locale } = context;
  const mail =
    month_mail || context.me.permissions.includes("KooMessage:report:list")
      ? `\n${hinted(month_mail ? SAYS.mail : SAYS.no_mail, context)}`
      : "";
  const told = notices ?? NOTICES;
  const where = say(NOTICES_ON_WORDS[notices_on ?? "last"], locale);
  if (told.length === 0)
    return { tone: "plain", text: `${say(SAYS.nothing, locale)}${mail}`, ephemeral: true };
  const words = told.map((notice) => say(NOTICE_WORDS[notice], locale));
  return {
    tone: "good",
    title: say(SAYS.told, locale),
    text: listText(words, locale),
    note: `${hinted(SAYS.where, context, { where })}${mail}`,
    ephemeral: true,
  };
}
