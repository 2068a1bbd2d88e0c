import type { Refusal } from "./refusal.ts";

/** Refusals of the assistant (BOT-5). */
export const ASSISTANT_REFUSALS = {
  assistant_spent: {
    status: 429,
    zh: "您在最近 24 小时内的提问已用完模型额度（{spent} / {most} token）。",
    en: "Your questions in the last 24 hours have used up your model allowance ({spent} of {most} tokens).",
    hint_zh: "请稍后再问，或直接使用命令。",
    hint_en: "Ask again later, or use the commands directly.",
  },
} as const satisfies Record<string, Refusal>;
