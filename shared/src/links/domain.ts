import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { ENABLED_WORDS, YES_NO } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";
import {
  CREATED_AT,
  EDITS_AND_SUBMITS,
  reviewFields,
  reviewOffers,
  SUBMIT_AGAIN,
} from "../resource/reviewed.ts";
import { AUTHORISATION_LETTER } from "./domain_letter.ts";
import { DOMAIN_LIMITS, DOMAIN_TROUBLE_WORDS, domainTrouble, splitNames } from "./domains.ts";
import { LINK_INPUTS } from "./inputs.ts";
import { DOMAIN_NAMES } from "./words.ts";

const NAME: Words = w("域名", "Domain");
const CODES: Words = w("自定义短码", "Custom short code");
const PROOF: Words = w("其他材料", "Other materials");
const OWN_ADDRESS: Words = w("系统自带地址", "this system's built-in address");
const RULE: Words = w(
  "由字母、数字和连字符组成，不区分大小写，连字符不能在开头或结尾。",
  "Use letters, digits and hyphens, with no hyphen at the start or end. Case doesn't matter.",
);
const NO_NAME: Words = w("「{name}」不是有效的域名：{why}。", "“{name}” isn't a valid domain: {why}.");

/** What is wrong with typed names, each with the rule that it breaks; null when all are domain names. */
function namesProblem(names: readonly string[]): Words | null {
  const wrong = names.flatMap((name) => {
    const trouble = domainTrouble(name);
    return trouble === null ? [] : [{ name: name.slice(0, 64), why: DOMAIN_TROUBLE_WORDS[trouble] }];
  });
  if (wrong.length === 0) return null;
  const told = (language: "zh" | "en") =>
    wrong.map(({ name, why }) => fillPlaces(NO_NAME[language], { name, why: why[language] }));
  return { zh: told("zh").join(""), en: told("en").join(" ") };
}

const codesInput = {
  kind: "flag",
  label: CODES,
  hint: w(
    "选择“是”后，该域名的短链可使用您指定的短码。",
    "Choose “Yes” to use your own short codes for links on this domain.",
  ),
  values: YES_NO,
  initial: false,
} as const;

const proofInput = {
  kind: "file",
  label: PROOF,
  hint: w(
    "选填。可上传公司关系授权函，仅支持 PDF，不超过 2 MB。",
    "Optional. Upload a letter proving the company relationship as a PDF, up to 2 MB.",
  ),
  proof: "pdf",
  letter: AUTHORISATION_LETTER,
  optional: true,
} as const;

/** A domain of short links (DOM-1, §7.2.2): requested, reviewed by another member, never deleted. */
export const domain = defineResource({
  noun: "domain",
  view: "domain_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "短链使用的域名。新增的域名由另一位成员审核，且不能删除。",
      "Domains for short links. Another member reviews a new domain. Once added, a domain can't be deleted.",
    ),
    empty: w("还没有域名", "No domains yet"),
    empty_hint: w(
      "新增自有域名，审核通过后即可用于短链。",
      "Add your own domain. You can use it for short links once it's approved.",
    ),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part", known: DOMAIN_NAMES },
    is_default: {
      kind: "flag",
      label: w("默认域名", "Default domain"),
      values: YES_NO,
      list: "no",
      page: "chat",
      when: (row) => row.is_default === true,
      mark: { tone: "good", zh: "默认", en: "Default" },
    },
    enabled: {
      kind: "flag",
      label: w("域名状态", "State"),
      values: ENABLED_WORDS,
      filter: "is",
      when: (row) => row.state === "approved",
      turn: ["enable", "disable"],
    },
    host: {
      kind: "text",
      label: w("短链地址", "Short link address"),
      list: "no",
      page: "page",
      text: ({ host }) => (host ? `https://${host}/` : OWN_ADDRESS),
    },
    custom_codes: { kind: "flag", label: CODES, values: YES_NO },
    ...reviewFields("pdf", PROOF),
    created_at: CREATED_AT,
  },
  forms: {
    create: form(LINK_INPUTS.create_domain, {
      verb: "create_domains",
      makes: "domains",
      title: w("新增域名", "Add domains"),
      confirm: w("提交审核", "Submit for review"),
      note: w(
        "域名新增后不能删除，请核对后提交。",
        "You can't delete a domain once it's added. Check it before you submit.",
      ),
      done: w(
        "{count} 个域名已提交，等待另一位成员审核。",
        "{count} {count:domain is|domains are} in review and must be approved by another member.",
      ),
      inputs: {
        names: {
          kind: "texts",
          label: w("域名", "Domains"),
          hint: {
            zh: `${RULE.zh}每输入一个后按回车键，最多 ${DOMAIN_LIMITS.names} 个。`,
            en: `${RULE.en} Press Enter after each domain, up to ${DOMAIN_LIMITS.names}.`,
          },
          most: DOMAIN_LIMITS.names,
          split: splitNames,
          problem: namesProblem,
        },
        custom_codes: codesInput,
        proof: proofInput,
      },
    }),
    update: form(LINK_INPUTS.update_domain, {
      verb: "update_domain",
      ...EDITS_AND_SUBMITS,
      title: w("修改域名", "Edit domain"),
      inputs: {
        name: {
          kind: "text",
          label: NAME,
          hint: RULE,
          max: 253,
          problem: (name: string) => namesProblem([name.trim()]),
        },
        custom_codes: codesInput,
        proof: proofInput,
      },
    }),
  },
  transitions: {
    submit: SUBMIT_AGAIN,
    ...reviewOffers(
      NOUNS.domain.one,
      w(
        "通过后域名即启用，可用于短链，且不能再修改或删除。",
        "On approval, the domain is enabled for short links and can no longer be edited or deleted.",
      ),
    ),
    enable: {
      label: w("启用", "Enable"),
      question: w("启用「{name}」？", "Enable “{name}”?"),
      body: w(
        "启用后，该域名可用于新的发送任务和短链。",
        "You can then use this domain for new sends and short links.",
      ),
      done: w("域名已启用", "Domain enabled"),
    },
    disable: {
      label: w("禁用", "Disable"),
      question: w("禁用「{name}」？", "Disable “{name}”?"),
      body: w(
        "禁用后，该域名不能再用于新的发送任务和短链，使用它的等待中或进行中的发送任务会暂停；已发出的短链不受影响。",
        "New sends and short links can no longer use this domain, and sends that wait or run with it are held. Links already sent keep working.",
      ),
      done: w(
        "域名已禁用，不能再用于新的发送任务和短链，已发出的短链不受影响",
        "Domain disabled. New sends and short links can't use it. Links already sent keep working.",
      ),
    },
    set_default: {
      label: w("设为默认", "Set as default"),
      question: w("设为默认域名？", "Set as default domain?"),
      body: w(
        "未指定域名的发送任务和短链将使用「{name}」。",
        "Sends and links that don't specify a domain will use “{name}”.",
      ),
      done: w("已将「{name}」设为默认域名", "“{name}” is now the default domain"),
      inList: true,
    },
  },
});
