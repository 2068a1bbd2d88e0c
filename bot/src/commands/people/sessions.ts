import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { defineCommand } from "../../registry.ts";

const DONE: Words = {
  zh: "已结束 {count} 个登录，立即生效。",
  en: "{count} {count:session has|sessions have} ended, at once.",
};

/** IAM-5: an end to all of one's own sessions but the one that asks. */
export const sessionRevokeOthers = defineCommand({
  name: "session revoke-others",
  feature: "people",
  admin: true,
  words: {
    title: { zh: "结束其他登录", en: "End all other sessions" },
    description: {
      zh: "结束您的其他全部登录；在聊天中则是全部",
      en: "Ends all your sessions but this one; in chat all of them",
    },
    options: {},
  },
  input: z.object({}),
  positional: [],
  permission: null,
  reads: false,
  audience: "person",
  async run({ locale, session, request }): Promise<Answer> {
    const name = "revoke_other_sessions";
    const { ended } = await verb<{ ended: number }>(session, name, { request: request(name) });
    return { tone: "good", text: fillPlaces(say(DONE, locale), { count: ended }), ephemeral: true };
  },
});
