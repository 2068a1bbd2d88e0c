/**
 * `POST /check-device {model, brand?, system?, system_version?, app_version?, …}`: can this phone show cards, and coloured buttons, and which
 * rule says so (DEV-1)? `POST /check-device {numbers, channel?, template?}`: which of these numbers show cards, as a carrier says?
 * For programs that choose the form of a message before they send it.
 */
import { UNKNOWN_FIELD } from "@tidings/shared/devices/numbers.ts";
import { deviceQuestion, judgeDevice, ruleWords } from "@tidings/shared/devices/query.ts";
import type { Words } from "@tidings/shared/ground/locale.ts";
import { whoCalls } from "../_core/caller.ts";
import { type Resolvers, tellCapabilities } from "../_core/capabilities.ts";
import { resolverIf } from "../_core/channels/adapters.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";

/** What is wrong with a field, by the code that zod gives it. */
const WHAT: Readonly<Record<string, Words>> = {
  invalid_type: { zh: "缺失，或类型不正确", en: "missing, or not the required type" },
  invalid_value: { zh: "不是允许的值", en: "not an allowed value" },
  invalid_format: {
    zh: "格式不正确：版本号应为以点分隔的数字，例如 12.3.2",
    en: "wrong format: a version is numbers separated by dots, such as 12.3.2",
  },
  too_small: { zh: "为空或过小", en: "empty or too small" },
  too_big: { zh: "过长或过大", en: "too long or too large" },
  unrecognized_keys: UNKNOWN_FIELD,
};

/**
 * Answers `{brand, model, listed, renders, coloured, rule, rule_words, words}`: renders and coloured are true, false, or null for not known;
 * texts are `{zh, en}`. Refuses 400 input_invalid with `details: {field: {zh, en}}`, 401, 405, 413, 422 brand_needed with `details: {brands}`
 * (those that have such a model), 429, 503. A question with `numbers` is answered as shared/src/devices/numbers.ts says.
 */
export function makeHandler(
  env: Env,
  sql: Sql,
  resolvers: Resolvers = resolverIf,
): (request: Request) => Promise<Response> {
  return answering("check-device", async (request) => {
    onlyMethods(request, "POST");
    const caller = await whoCalls(request, env);
    await countCall(sql, caller, "check_device");
    const question = await jsonOf(request);
    if (typeof question === "object" && question !== null && "numbers" in question)
      return json(await tellCapabilities(sql, caller, question, resolvers));
    const read = deviceQuestion.safeParse(question);
    if (!read.success) {
      const details = Object.fromEntries(
        read.error.issues.map((issue) => [
          issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".") || "body",
          WHAT[issue.code] ?? WHAT.invalid_value,
        ]),
      );
      throw new Refusal(
        400,
        "input_invalid",
        `This is no question about a phone: ${Object.keys(details).join(", ")}.`,
        {
          details,
        },
      );
    }
    const verdict = judgeDevice(read.data);
    if (!verdict.found) {
      const { brands } = verdict;
      const message =
        brands.length > 0
          ? "Several brands have a model with this name. Specify the brand."
          : "Specify the brand: the model name doesn't show it.";
      throw new Refusal(422, "brand_needed", message, { details: { brands } });
    }
    const { model, listed, renders, coloured, rule, words } = verdict.found;
    return json({
      ...{ brand: verdict.brand, model: model?.model ?? read.data.model, listed, renders, coloured },
      ...{ rule, rule_words: ruleWords(rule), words },
    });
  });
}
