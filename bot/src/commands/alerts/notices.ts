import { NOTICE_WORDS, NOTICES, type Notice } from "@tidings/shared/alerts/notices.ts";
import { listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, defineCommand } from "../../registry/registry.ts";

const SAYS = {
  told: w(
    "您自己的任务、模板等有以下变化时，我会私信告诉您",
    "I tell you directly when something of yours is",
  ),
  nothing: w("我不会就您自己的事私信您。", "I tell you nothing of your own things directly."),
  where: w(
    "私信发到您最近关联的聊天账号。全部开启：`notices all`；全部关闭：`notices none`",
    "It comes to the chat account that you linked last. All of it: `notices all`. Nothing: `notices none`",
  ),
  all: w("全部", "All"),
  none: w("不通知", "Nothing"),
} as const satisfies Record<string, Words>;

const CHOICES = ["all", "none", ...NOTICES] as const;

/** C10: which news of one's own things one gets in a direct message. */
export const notices = defineCommand({
  name: "notices",
  feature: "alerts",
  words: {
    title: w("个人通知", "Direct messages"),
    description: w(
      "查看或设置：您提交的内容通过、驳回、暂停、结束时是否私信您",
      "Shows or sets which news of your own things you get in a direct message",
    ),
    options: { only: w("只通知", "Only"), also: w("以及", "And") },
    choices: { all: SAYS.all, none: SAYS.none, ...NOTICE_WORDS },
  },
  input: z.object({ only: z.enum(CHOICES).optional(), also: z.enum(NOTICES).optional() }),
  positional: ["only", "also"],
  permission: null,
  reads: false,
  audience: "person",
  async run(context, { only, also }): Promise<Answer> {
    if (only === undefined) return shown(context, context.me.notices ?? NOTICES);
    const chosen = only === "all" ? NOTICES : only === "none" ? [] : [only];
    const list = NOTICES.filter((notice) => chosen.some((each) => each === notice) || notice === also);
    const me = await verb<Me>(context.session, "set_notices", { input: { notices: list } });
    return shown(context, me.notices ?? list);
  },
});

function shown(context: Context, told: readonly Notice[]): Answer {
  const { locale } = context;
  if (told.length === 0) return { tone: "plain", text: say(SAYS.nothing, locale), ephemeral: true };
  const words = told.map((notice) => say(NOTICE_WORDS[notice], locale));
  return {
    tone: "good",
    title: say(SAYS.told, locale),
    text: listText(words, locale),
    note: hinted(SAYS.where, context),
    ephemeral: true,
  };
}
