import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import { hinted, typedAt } from "../../registry/hints.ts";
import { defineCommand, isChat } from "../../registry/registry.ts";

const SAYS = {
  code: w("关联码", "Link code"),
  until: w("有效期至", "Valid until"),
  line: w("link <关联码>", "link <code>"),
  how: w(
    "请在 Slack 中执行 {slack}，或在 Discord 中执行 {discord}。关联码只能使用一次，请勿告诉他人。",
    "In Slack, run {slack}. On Discord, run {discord}. The code works only once. Keep it to yourself.",
  ),
  missing: w(
    "请提供关联码：`link <关联码>`。在管理台「我的账号」或终端（npm run tidings -- link）生成。",
    "Give the code: `link <code>`. Get one in the panel under My account or in the terminal (npm run tidings -- link).",
  ),
  done: w(
    "已关联为 {name}。您在管理台能做的，在这里也能做；可用的命令见 `help`。",
    "You're linked as {name}. You can do here what you can do in the panel. To see the commands, run `help`.",
  ),
};

export const link = defineCommand({
  name: "link",
  feature: "people",
  words: {
    title: w("关联", "Link"),
    description: w(
      "将聊天账号关联到您的账号：在终端生成关联码，在聊天中使用",
      "Links a chat account to you: get the code in the terminal, use it in chat",
    ),
    options: { code: w("关联码", "Code") },
  },
  input: z.object({ code: z.string().max(40).optional() }),
  positional: ["code"],
  permission: null,
  open: true,
  reads: false,
  once: true,
  audience: "person",
  async run(context, { code }) {
    const { locale, session } = context;
    if (!isChat(context.source)) {
      if (context.me.user_id === null) throw new Refusal("not_signed_in", 401);
      const made = await verb<{ code: string; expires_at: string }>(session, "begin_link");
      return {
        tone: "good",
        text: fillPlaces(say(SAYS.how, locale), {
          slack: typedAt("slack", context.commands, say(SAYS.line, locale)),
          discord: typedAt("discord", context.commands, say(SAYS.line, locale)),
        }),
        fields: [
          { label: say(SAYS.code, locale), value: made.code },
          { label: say(SAYS.until, locale), value: timeText(made.expires_at, context.zone) },
        ],
        ephemeral: true,
      };
    }
    if (!code?.trim()) throw new UserError(hinted(SAYS.missing, context));
    const linked = await verb<{ name: string }>(session, "finish_link", { code: code.trim() });
    const text = hinted(SAYS.done, context, { name: linked.name });
    return { tone: "good", text, ephemeral: true };
  },
});
