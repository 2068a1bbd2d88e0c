import { fillPlaces, say, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { converse } from "../../assistant/converse.ts";
import { withModel } from "../../assistant/session.ts";
import { ASSISTANT_WORDS } from "../../assistant/words.ts";
import { rowCalled } from "../../engine/called.ts";
import { succeeded } from "../../ground/answer.ts";
import { defineCommand, isChat } from "../../registry/registry.ts";

export const ask = defineCommand({
  name: "ask",
  feature: "assistant",
  words: {
    title: w("提问", "Ask"),
    description: w(
      "用自然语言提问，助手以您的权限查询；更改由您点击按钮执行",
      "Answers questions in plain words, with your permissions; changes become buttons for you to click",
    ),
    options: { question: w("问题", "Question") },
  },
  input: z.object({ question: z.string().trim().min(1).max(2_000) }),
  positional: ["question"],
  permission: null,
  reads: true,
  audience: "chat_channel",
  async run(context, { question }) {
    const answer = await withModel(context, question, (model, past) =>
      converse(context, model, question, past, (command, input) => rowCalled(context, command, input)),
    );
    if (!isChat(context.source) || !succeeded(answer)) return answer;
    // A channel sees the answer and not what was typed.
    const asked = fillPlaces(say(ASSISTANT_WORDS.asked, context.locale), {
      who: context.me.name ?? "",
      question,
    });
    return { ...answer, text: [asked, answer.text].join("\n\n") };
  },
});
