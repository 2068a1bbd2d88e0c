import { say, type Words } from "@tidings/shared/ground/locale.ts";
import { APPROVER_MFA, APPROVER_MFA_WORDS } from "@tidings/shared/people/mfa.ts";
import { z } from "zod";
import { type Me, verb } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { Refusal } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const SAYS = {
  now: { zh: "审批人的两步验证", en: "Second factor of approvers" },
  saved: { zh: "已设置审批人的两步验证", en: "The second factor of approvers is set" },
} as const satisfies Record<string, Words>;

/** IAM-5: which second factor a decision asks for. Set with a password just given, so in the terminal or the panel. */
export const approverMfa = defineCommand({
  name: "approver-mfa",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "审批两步验证", en: "Approver MFA" },
    description: {
      zh: "查看或（在终端）设置审批人须有的两步验证",
      en: "Shows, or in the terminal sets, the second factor that approvers need",
    },
    options: { level: { zh: "要求", en: "Level" } },
    choices: APPROVER_MFA_WORDS,
  },
  input: z.object({ level: z.enum(APPROVER_MFA).optional() }),
  positional: ["level"],
  permission: null,
  reads: false,
  audience: "person",
  async run({ locale, me, request, session }, { level }): Promise<Answer> {
    if (me.enterprise === null) throw new Refusal("no_enterprise", 403);
    const now =
      level === undefined
        ? me
        : await verb<Me>(session, "set_approver_mfa", {
            input: { approver_mfa: level },
            request: request("set_approver_mfa"),
          });
    return {
      tone: level === undefined ? "plain" : "good",
      title: say(level === undefined ? SAYS.now : SAYS.saved, locale),
      text: say(APPROVER_MFA_WORDS[now.enterprise?.approver_mfa ?? "none"], locale),
      ephemeral: true,
    };
  },
});
