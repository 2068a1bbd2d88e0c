import { say, type Words } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  now: { zh: "操作保护", en: "Operation protection" },
  saved: { zh: "已设置操作保护", en: "The operation protection is set" },
  on: { zh: "已开启：订购套餐包须再次输入密码", en: "On: ordering packages asks for the password again" },
  off: { zh: "已关闭", en: "Off" },
} as const satisfies Record<string, Words>;

/** PKG-1 (操作保护): whether ordering packages asks for the password again. Switched off with a password just given, so in the terminal or the panel. */
export const operationProtection = defineCommand({
  name: "operation-protection",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "操作保护", en: "Order protection" },
    description: {
      zh: "查看或设置：订购套餐包是否须再次输入密码",
      en: "Shows or sets whether ordering packages asks for the password again",
    },
    options: { on: { zh: "开启", en: "On" } },
  },
  input: z.object({ on: z.boolean().optional() }),
  positional: ["on"],
  permission: null,
  reads: false,
  audience: "person",
  async run({ locale, me, request, session }, { on }): Promise<Answer> {
    if (me.enterprise === null) throw new Refusal("no_enterprise", 403);
    const now =
      on === undefined
        ? me
        : await verb<Me>(session, "set_operation_protection", {
            input: { operation_protection: on },
            request: request("set_operation_protection"),
          });
    return {
      tone: on === undefined ? "plain" : "good",
      title: say(on === undefined ? SAYS.now : SAYS.saved, locale),
      text: say(now.enterprise?.operation_protection ? SAYS.on : SAYS.off, locale),
      ephemeral: true,
    };
  },
});
