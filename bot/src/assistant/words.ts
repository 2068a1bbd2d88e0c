import { type Words, w } from "@tidings/shared/ground/locale.ts";
import type { ModelTrouble } from "./model.ts";

export const ASSISTANT_WORDS = {
  unset: w(
    "助手尚未启用：请为机器人（或终端）设置 OPENAI_API_KEY 和 OPENAI_MODEL；使用其他兼容接口时再设置 OPENAI_BASE_URL。其他命令不受影响。",
    "The assistant isn't set up. Set OPENAI_API_KEY and OPENAI_MODEL for the bot (or the terminal), and OPENAI_BASE_URL for another compatible endpoint. All other commands work without it.",
  ),
  reading: w("正在查询：{what}", "Looking up: {what}"),
  thinking: w("正在思考……", "Thinking…"),
  asked: w("{who}问：{question}", "{who} asks: {question}"),
  sources: w("数据来源：{what}", "Sources: {what}"),
  noSource: w("未查询任何数据。", "No data was looked up."),
  proposed: w(
    "助手不会自行更改任何内容；点击按钮后才会以您的权限执行。",
    "The assistant never changes anything on its own. Changes happen only when you click a button, with your permissions.",
  ),
  cut: w(
    "已达到单次提问的上限，回答可能不完整。",
    "The limit for one question was reached, so the answer may be incomplete.",
  ),
  lost: w(
    "连接中断，以上回答不完整。请再问一次。",
    "The connection dropped, so the answer above is incomplete. Ask again.",
  ),
  time: w("模型回答超时，以上回答不完整。", "The model timed out, so the answer above is incomplete."),
  refused: w("模型拒绝回答：{why}", "The model refused to answer: {why}"),
  figures: w(
    "⚠ 以下数字并非来自所查数据，请核实：{figures}",
    "⚠ These figures aren't from the data that was looked up. Check them before you use them: {figures}",
  ),
  empty: w("模型没有给出回答，请换一种问法。", "The model gave no answer. Try asking another way."),
} satisfies Record<string, Words>;

export const TROUBLE_WORDS: Readonly<Record<ModelTrouble, Words>> = {
  key: w(
    "模型接口拒绝了密钥。请检查 OPENAI_API_KEY。",
    "The model endpoint rejected the key. Check OPENAI_API_KEY.",
  ),
  model: w(
    "模型接口没有该模型。请检查 OPENAI_MODEL 和 OPENAI_BASE_URL。",
    "The model endpoint doesn't have this model. Check OPENAI_MODEL and OPENAI_BASE_URL.",
  ),
  busy: w("模型接口繁忙，请稍后再问。", "The model endpoint is busy. Ask again later."),
  time: w(
    "模型回答超时，请稍后再问，或将问题描述得更具体。",
    "The model timed out. Ask again later, or be more specific.",
  ),
  status: w(
    "模型接口返回错误（HTTP {status}）。请稍后再问；如果问题持续，请检查该接口。",
    "The model endpoint returned an error (HTTP {status}). Ask again later. If it keeps happening, check the endpoint.",
  ),
  answer: w(
    "模型接口有响应，但返回的不是对话补全（chat completion）。请检查 OPENAI_BASE_URL 是否指向兼容接口。",
    "The model endpoint answered, but not with a chat completion. Check that OPENAI_BASE_URL points to a compatible endpoint.",
  ),
  lost: w(
    "模型接口在返回内容之前断开了连接。请再问一次。",
    "The model endpoint closed the connection before sending anything. Ask again.",
  ),
  none: w(
    "无法连接模型接口。请检查 OPENAI_BASE_URL，稍后再问。",
    "Can't reach the model endpoint. Check OPENAI_BASE_URL and ask again later.",
  ),
};
