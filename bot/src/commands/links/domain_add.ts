import {
  DOMAIN_LIMITS,
  DOMAIN_TROUBLE_WORDS,
  domainTrouble,
  splitNames,
} from "@tidings/shared/links/domains.ts";
import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "../../answer.ts";
import { verb } from "../../database.ts";
import { UserError } from "../../errors.ts";
import { storeProof } from "../../proof.ts";
import { defineCommand, file } from "../../registry.ts";
import { resourceAnswers } from "../../resources/resource.ts";
import { viewOf } from "../../resources/view.ts";

const SAYS = {
  count: {
    zh: "请填写 1 到 {max} 个域名，以空格或逗号分隔。",
    en: "Give 1 to {max} domains, with spaces or commas between.",
  },
  invalid: {
    zh: "「{name}」不是有效的域名：{why}。",
    en: "“{name}” is no domain name: {why}.",
  },
  done: {
    zh: "已申请 {count} 个域名：{names}。需另一位成员审核。",
    en: "Asked for {count}: {names}. Another member has to approve.",
  },
} as const satisfies Record<string, Words>;

export const domainAdd = defineCommand({
  name: "domain-add",
  feature: "links",
  words: {
    title: { zh: "新增域名", en: "Add domains" },
    description: {
      zh: "申请短链域名，可一次多个，提交后由另一位成员审核；新增后不能删除",
      en: "Asks for short-link domains, several at once; another member decides, and none is ever deleted",
    },
    options: {
      names: { zh: "域名", en: "Domains" },
      custom_codes: { zh: "自定义短码", en: "Custom short codes" },
      proof: { zh: "公司关系授权函（pdf）", en: "Proof (pdf)" },
    },
  },
  input: z.object({
    names: z.string().trim().min(1).max(2_000),
    custom_codes: z.boolean().optional(),
    proof: file(["pdf"]).optional(),
  }),
  positional: ["names"],
  permission: "KooMessage:domain:create",
  reads: false,
  audience: "chat_channel",
  async run(context, asked): Promise<Answer> {
    const { locale } = context;
    const names = splitNames(asked.names);
    if (names.length < 1 || names.length > DOMAIN_LIMITS.names)
      throw new UserError(fillPlaces(say(SAYS.count, locale), { max: DOMAIN_LIMITS.names }));
    for (const name of names) {
      const trouble = domainTrouble(name);
      if (trouble === null) continue;
      const why = say(DOMAIN_TROUBLE_WORDS[trouble], locale);
      throw new UserError(fillPlaces(say(SAYS.invalid, locale), { name: name.slice(0, 64), why }));
    }
    const proof = asked.proof ? await storeProof(context, "pdf", asked.proof) : null;
    const { domains } = await verb<{ domains: { id: string; name: string }[] }>(
      context.session,
      "create_domains",
      {
        input: { names, custom_codes: asked.custom_codes ?? false, proof },
        request: context.request("create_domains"),
      },
    );
    const view = viewOf(context);
    const cards = domains.map(({ id }) => ({ resource: "domain", id }) as const);
    const [first, ...more] = await resourceAnswers(view, cards);
    const told = { count: domains.length, names: domains.map(({ name }) => name).join(", ") };
    return { ...first, tone: "good", text: fillPlaces(say(SAYS.done, locale), told), more };
  },
});
