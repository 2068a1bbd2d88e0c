import { type Words, w } from "@tidings/shared/ground/locale.ts";
import type { ModelTrouble } from "./model.ts";

export const ASSISTANT_WORDS = {
  unset: w(
    "助手尚未启用：请为机器人（或终端）设置 OPENAI_API_KEY 和 OPENAI_MODEL；使用其他兼容接口时再设置 OPENAI_BASE_URL。其他命令不受影响。",
    "The assistant is not set up: set OPENAI_API_KEY and OPENAI_MODEL for the bot (or the terminal), and OPENAI_BASE_URL for another compatible endpoint. All other commands work without it.",
  ),
  reading: w("正在查询：{what}", "Looking at: {what}"),
  thinking: w("正在思考……", "Thinking …"),
  asked: w("{who}问：{question}", "{who} asks: {question}"),
  sources: w("数据来源：{what}", "From: {what}"),
  noSource: w("未查询任何数据。", "Nothing was looked up for this."),
  proposed: w(
    "助手不会自行更改任何内容；点击按钮后才会以您的权限执行。",
    "The assistant changes nothing by itself. A button acts with your rights once you click it.",
  ),
  cut: w(
    "已达到单次提问的上限，回答可能不完整。",
    "This reached what one question may cost; the answer may be incomplete.",
  ),
  lost: w(
    "连接中断，回答不完整：以上是中断前的内容。请再问一次。",
    "The connection to the model broke: this is as far as the answer came. Ask again.",
  ),
  time: w(
    "模型回答超时，回答不完整：以上是已收到的内容。",
    "The model took too long: this is as far as the answer came.",
  ),
  refused: w("模型拒绝回答：{why}", "The model refuses to answer: {why}"),
  figures: w(
    "⚠ 以下数字并非来自所查数据，请核实：{figures}",
    "⚠ Not from the data that was looked up, so check before you use it: {figures}",
  ),
  empty: w("模型没有给出回答，请换一种问法。", "The model gave no answer. Ask in another way."),
} satisfies Record<string, Words>;

export const TROUBLE_WORDS: Readonly<Record<ModelTrouble, Words>> = {
  key: w(
    "模型接口拒绝了密钥。请检查 OPENAI_API_KEY。",
    "The model's endpoint refuses the key. Check OPENAI_API_KEY.",
  ),
  model: w(
    "模型接口没有该模型。请检查 OPENAI_MODEL 和 OPENAI_BASE_URL。",
    "The model's endpoint has no such model. Check OPENAI_MODEL and OPENAI_BASE_URL.",
  ),
  busy: w("模型接口繁忙，请稍后再问。", "The model's endpoint is busy. Ask again in a while."),
  time: w("模型回答超时，请稍后再问或问得更具体。", "The model took too long. Ask again, or more narrowly."),
  status: w(
    "模型接口返回错误（HTTP {status}）。请稍后再问；如一直如此，请检查该接口。",
    "The model's endpoint answered with an error (HTTP {status}). Ask again later; if it stays so, look at that endpoint.",
  ),
  answer: w(
    "模型接口有响应，但不是对话补全（chat completion）。请检查 OPENAI_BASE_URL 是否指向兼容接口。",
    "The model's endpoint answered, but no chat completion. Check that OPENAI_BASE_URL leads to a compatible endpoint.",
  ),
  lost: w(
    "模型接口的回答中途断开，未收到内容。请再问一次。",
    "The model's endpoint broke off before it said anything. Ask again.",
  ),
  none: w(
    "无法连接模型接口。请检查 OPENAI_BASE_URL，稍后再问。",
    "The model's endpoint cannot be reached. Check OPENAI_BASE_URL, and ask again later.",
  ),
};
