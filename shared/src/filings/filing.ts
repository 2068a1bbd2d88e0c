import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import type { Field, Input } from "../resource/kinds.ts";
import { NOUNS } from "../resource/nouns.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { CREATED_AT, REVIEW_FIELDS, replaces, reviewOffers } from "../resource/reviewed.ts";
import { namesProblem } from "../sms/signature_name.ts";
import { codeText, isCreditCode, isOrganisationCode } from "./codes.ts";
import {
  asksFact,
  asksMaterial,
  type Fact,
  FILING_FORMS,
  type FilingForm,
  type Material,
  materialsOf,
} from "./forms.ts";
import { FILING_INPUTS } from "./inputs.ts";
import { FILING_LETTERS } from "./letters.ts";
import {
  CERTIFICATE_WORDS,
  ENTERPRISE_TYPE_WORDS,
  FACT_WORDS,
  FORM_TITLES,
  INDUSTRY_WORDS,
  MATERIAL_NOTES,
  MATERIAL_WORDS,
  OWN_NAME,
  STANDING_WORDS,
} from "./words.ts";

type Values = Readonly<Record<string, unknown>>;

const FORM: Words = w("备案场景", "Use case");

/** What each looks like, as a drawing of ours. */
const EXAMPLES = {
  licence: "certificate",
  commitment: "letter",
  signature_authorisation: "letter",
  port_register: "register",
  huawei_authorisation: "letter",
  company_relation: "letter",
  special: "certificate",
} as const satisfies Record<Material, string>;

/** The proof of a relation to another company, where the form has to have it: not of who sends under their own name alone. */
const isRelation = (form: unknown, name: Material): boolean =>
  name === "company_relation" && asksMaterial(form, name) === "required";

const SIGNATURES: Words = w("授权函包含的签名", "Signatures in the authorisation letter");

/** Names with commas, blanks or lines between them. */
const splitSignatures = (text: string): string[] => [
  ...new Set(text.split(/[\s,，、;；]+/).filter((name) => name !== "")),
];

const FORMS = Object.fromEntries(
  Object.entries(FORM_TITLES).map(([name, words]) => [name, { ...words, tone: "neutral" as const }]),
);

/** A fact that this form asks for. */
const fact = <F extends Fact>(name: F) => ({
  label: FACT_WORDS[name],
  when: (_: Values, row: Values) => asksFact(row.form, name),
});

function codeProblem(typed: string): Words | null {
  const code = codeText(typed);
  if (isCreditCode(code) || isOrganisationCode(code)) return null;
  return w(
    "校验位不符。统一社会信用代码为 18 位，组织机构代码为 9 位，请与证件核对。",
    "The check character doesn't match. A unified social credit code has 18 characters and an organisation code has 9. Compare it with the certificate.",
  );
}

function phoneProblem(typed: string): Words | null {
  const known = /^(\+86 ?)?(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?|400-?[0-9]{3}-?[0-9]{4})$/;
  if (known.test(typed.trim())) return null;
  return w(
    "请填写手机号码，或带区号的固定电话，例如 010-12345678",
    "Enter a mobile number, or a landline with area code, such as 010-12345678",
  );
}

function emailProblem(typed: string): Words | null {
  if (/^[^\s@<>"]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$/.test(typed.trim())) return null;
  return w(
    "请填写完整的邮箱地址，例如 name@example.com",
    "Enter a full email address, such as name@example.com",
  );
}

/** The input of a material: the letter to sign where it has one, and where it was approved already (FIL-3). */
function material(name: Material): Input<"file"> {
  const letter = FILING_LETTERS[name];
  return {
    kind: "file",
    label: MATERIAL_WORDS[name],
    proof: "filing",
    hint: MATERIAL_NOTES[name],
    example: EXAMPLES[name],
    ...(letter ? { letter } : {}),
    when: ({ own_name }: Values, row: Values) =>
      asksMaterial(row.form, name) !== null && !(own_name === true && isRelation(row.form, name)),
    optional: (row: Values) => asksMaterial(row.form, name) === "optional",
    note: ({ shared }: Values) => {
      const elsewhere = (shared as Readonly<Record<string, FilingForm>> | undefined)?.[name];
      if (elsewhere === undefined) return null;
      return {
        zh: `已在「${FORM_TITLES[elsewhere].zh}」中审核通过，无需重复上传。`,
        en: `Already approved for “${FORM_TITLES[elsewhere].en}”. You don't need to upload it again.`,
      };
    },
  };
}

/** A material on the page: its file, to download. */
function file<M extends Material>(name: M) {
  return {
    kind: "file",
    label: MATERIAL_WORDS[name],
    proof: "filing",
    path: `${name}_path`,
    list: "no",
    when: (row: { readonly form: unknown }) => asksMaterial(row.form, name) !== null,
  } as const;
}

const shown = <F extends Fact>(name: F) =>
  ({
    label: FACT_WORDS[name],
    list: "no",
    when: (row: { form: unknown }) => asksFact(row.form, name),
  }) as const;

interface FilingRow {
  readonly form: Enum<"filing_form"> | null;
  readonly state: Enum<"review_state"> | null;
  readonly standing: string | null;
  readonly version: number | null;
  readonly live_version: number | null;
  readonly live_ends_on: string | null;
  readonly lacks: readonly string[] | null;
}

const ITEM_WORDS: Readonly<Record<string, Words>> = { ...FACT_WORDS, ...MATERIAL_WORDS };
const namesOf = (items: readonly string[], of: "zh" | "en") =>
  items.map((item) => ITEM_WORDS[item]?.[of] ?? item).join(of === "zh" ? "、" : ", ");

/** Where a filing stands: what holds, and what its edit waits for. */
function story({ state, standing, version, live_version: live, live_ends_on: ends, lacks }: FilingRow) {
  const missing = lacks ?? [];
  const holds =
    standing === "filed"
      ? {
          zh: `第 ${live} 版已通过，正在使用${ends ? `，有效期至 ${ends}` : ""}。`,
          en: `Version ${live} is approved and in use${ends ? `, valid until ${ends}` : ""}.`,
        }
      : standing === "ended"
        ? { zh: `第 ${live} 版已于 ${ends} 到期。`, en: `Version ${live} expired on ${ends}.` }
        : w(
            "备案尚未通过审核，此业务暂时不能使用。",
            "This filing isn't approved yet, so the service isn't available.",
          );
  const edit =
    state === "in_review"
      ? {
          zh: `第 ${version} 版正在等待另一位成员审核，审核期间不能修改。`,
          en: `Version ${version} is waiting for another member's review. You can't edit it in the meantime.`,
        }
      : state === "rejected"
        ? {
            zh: `第 ${version} 版已被驳回，请修改后再次提交。`,
            en: `Version ${version} was rejected. Edit it and submit again.`,
          }
        : state === "draft" && missing.length > 0
          ? {
              zh: `第 ${version} 版为草稿，提交前还需要：${namesOf(missing, "zh")}。`,
              en: `Version ${version} is a draft. Before you submit, add: ${namesOf(missing, "en")}.`,
            }
          : state === "draft"
            ? {
                zh: `第 ${version} 版为草稿，资料齐全，可以提交审核。`,
                en: `Version ${version} is a complete draft. You can submit it for review.`,
              }
            : w("", "");
  const tone = standing === "filed" ? "good" : standing === "ended" ? "bad" : "warning";
  return {
    tone,
    zh: holds.zh + edit.zh,
    en: [holds.en, edit.en].filter((text) => text !== "").join(" "),
  } as const;
}

const version = ({ version: latest, live_version: live }: FilingRow): Words => ({
  zh: `第 ${latest} 版${live === null || live === latest ? "" : `（正在使用第 ${live} 版）`}`,
  en: `Version ${latest}${live === null || live === latest ? "" : ` (version ${live} in use)`}`,
});

/** A filing (企业备案, FIL-1 to FIL-5): what an enterprise has on file for a form of message; another member reviews each version. */
export const filing = defineResource({
  noun: "filing",
  view: "filing_cards",
  title: "name",
  order: ["created_at", "desc"],
  story,
  words: {
    note: w(
      "发送前，企业须为每种业务完成备案，备案由另一位成员审核。修改期间，已通过的版本继续有效，直到新版本通过。",
      "An enterprise needs an approved filing for each kind of message before it can send. Another member reviews each filing. While an edit is in review, the approved version stays valid.",
    ),
    empty: w("还没有企业备案", "No filings yet"),
    empty_hint: w(
      "选择业务场景，下载承诺函和授权函，签署后上传并提交审核。",
      "Choose a use case, download the letters, sign and upload them, then submit for review.",
    ),
  },
  fields: {
    name: {
      kind: "text",
      label: FORM,
      list: "head",
      page: "no",
      text: ({ form }) => FORM_TITLES[form ?? "send_task"],
    },
    form: { kind: "choice", label: FORM, values: FORMS, list: "no", page: "no", filter: "is" },
    state: { ...REVIEW_FIELDS.state, values: REVIEW_STATE_WORDS, advanced: undefined },
    standing: {
      kind: "choice",
      label: w("备案状态", "Validity"),
      values: STANDING_WORDS,
      filter: "is",
    },
    version: { kind: "count", label: w("版本", "Version"), text: version },
    ends_on: { kind: "day", label: FACT_WORDS.ends_on, filter: "span", sort: true, advanced: true },
    certificate: {
      kind: "choice",
      label: FACT_WORDS.certificate,
      values: CERTIFICATE_WORDS,
      list: "no",
    },
    company_name: { kind: "text", ...shown("company_name") },
    credit_code: { kind: "text", mono: true, ...shown("credit_code") },
    contact: { kind: "text", ...shown("contact") },
    contact_phone: { kind: "text", ...shown("contact_phone"), page: "page" },
    contact_email: { kind: "text", ...shown("contact_email"), page: "page" },
    enterprise_type: { kind: "choice", values: ENTERPRISE_TYPE_WORDS, ...shown("enterprise_type") },
    industry: { kind: "choice", values: INDUSTRY_WORDS, ...shown("industry") },
    signatures: {
      kind: "texts",
      label: SIGNATURES,
      list: "no",
      when: ({ form }: { readonly form: unknown }) => form === "basic",
    },
    own_name: {
      kind: "flag",
      label: OWN_NAME,
      values: { true: label("neutral", "是", "Yes"), false: label("neutral", "否", "No") },
      list: "no",
      when: ({ form }: { readonly form: unknown }) => isRelation(form, "company_relation"),
    },
    licence_name: file("licence"),
    commitment_name: file("commitment"),
    signature_authorisation_name: file("signature_authorisation"),
    port_register_name: file("port_register"),
    huawei_authorisation_name: file("huawei_authorisation"),
    company_relation_name: file("company_relation"),
    special_name: file("special"),
    submitted_at: { ...REVIEW_FIELDS.submitted_at, list: "wide" },
    decided_at: REVIEW_FIELDS.decided_at,
    reason: REVIEW_FIELDS.reason,
    waits_for: REVIEW_FIELDS.waits_for,
    created_at: { ...CREATED_AT, by: "created_by_name" },
  } as const satisfies Readonly<Record<string, Field<never>>>,
  forms: {
    create: form(FILING_INPUTS.create_filing, {
      verb: "create_filing",
      opens: "edit",
      title: w("填写备案信息", "Fill in filing details"),
      confirm: w("开始填写", "Start"),
      done: (made) =>
        materialsOf(made.form).some((material) => Boolean(made[`${material}_name`]))
          ? w(
              "备案草稿已创建，并带入了其他场景已通过的资料。",
              "Draft created, with materials already approved for other use cases.",
            )
          : w("备案草稿已创建。", "Draft created."),
      inputs: { form: { kind: "choice", label: FORM, values: FORMS, initial: "send_task" } },
    }),
    update: form(FILING_INPUTS.update_filing, {
      verb: "update_filing",
      follow: "submit",
      revised: true,
      own: true,
      title: w("备案信息", "Filing details"),
      confirm: w("提交审核", "Submit for review"),
      draft: {
        label: w("保存草稿", "Save draft"),
        done: w("草稿已保存", "Draft saved"),
      },
      note: w(
        "提交后由另一位成员审核，审核期间不能修改。已通过的版本继续有效，直到新版本通过。",
        "Another member reviews this version, and you can't edit it in the meantime. The approved version stays valid until this one is approved.",
      ),
      done: w("已提交审核", "Submitted for review"),
      steps: [
        {
          title: w("企业信息", "Enterprise details"),
          inputs: [
            "certificate",
            "company_name",
            "credit_code",
            "enterprise_type",
            "industry",
            "contact",
            "contact_phone",
            "contact_email",
            "ends_on",
          ],
        },
        {
          title: w("企业资料", "Enterprise documents"),
          inputs: [
            "licence",
            "commitment",
            "signature_authorisation",
            "signatures",
            "port_register",
            "huawei_authorisation",
            "own_name",
            "company_relation",
            "special",
          ],
        },
      ],
      inputs: {
        certificate: {
          kind: "choice",
          label: FACT_WORDS.certificate,
          values: CERTIFICATE_WORDS,
          initial: "business_licence",
          among: ({ form }: Values) => FILING_FORMS[form as FilingForm]?.certificates ?? [],
        },
        company_name: { kind: "text", ...fact("company_name"), max: 100 },
        credit_code: {
          kind: "text",
          ...fact("credit_code"),
          hint: w(
            "三证合一或五证合一证件填写 18 位统一社会信用代码，非营利组织填写 9 位组织机构代码。",
            "For a three-in-one or five-in-one certificate, enter the 18-character unified social credit code. For non-profits, enter the 9-character organisation code.",
          ),
          max: 32,
          problem: codeProblem,
        },
        contact: { kind: "text", ...fact("contact"), max: 64 },
        contact_phone: { kind: "text", ...fact("contact_phone"), max: 32, problem: phoneProblem },
        contact_email: { kind: "text", ...fact("contact_email"), max: 254, problem: emailProblem },
        enterprise_type: {
          kind: "choice",
          ...fact("enterprise_type"),
          values: ENTERPRISE_TYPE_WORDS,
          initial: "",
        },
        industry: { kind: "choice", ...fact("industry"), values: INDUSTRY_WORDS, initial: "" },
        ends_on: {
          kind: "day",
          label: FACT_WORDS.ends_on,
          from: "today",
          hint: w(
            "营业执照的到期日，长期有效则留空。到期前 30、7、1 天各提醒一次，到期后此业务不能使用。",
            "The licence's expiry date. Leave empty if it never expires. We remind you 30 days, 7 days and 1 day before that date. After the licence expires, this service isn't available.",
          ),
          optional: true,
        },
        licence: material("licence"),
        commitment: material("commitment"),
        signature_authorisation: material("signature_authorisation"),
        signatures: {
          kind: "texts",
          label: SIGNATURES,
          hint: w(
            "授权函中写明的签名，不带【】，最多 20 个。申请这些签名时不再需要授权函。",
            "Signatures named in the authorisation letter, without 【】, up to 20. These signatures don't need another authorisation letter.",
          ),
          most: 20,
          split: splitSignatures,
          problem: namesProblem,
          optional: true,
          when: (_: Values, row: Values) => row.form === "basic",
        },
        port_register: material("port_register"),
        huawei_authorisation: material("huawei_authorisation"),
        own_name: {
          kind: "flag",
          label: OWN_NAME,
          hint: w(
            "签名、卡片和链接都只用本企业的名称或商标时选“是”，无需再证明与其他公司的关系。",
            "Choose “Yes” if signatures, cards and links use only your enterprise's name or trademarks. You then don't need to prove a relationship with other companies.",
          ),
          values: {
            true: label("neutral", "是", "Yes"),
            false: label("neutral", "否，也用其他公司的名称", "No, also under other companies' names"),
          },
          initial: false,
          when: (_: Values, row: Values) => isRelation(row.form, "company_relation"),
        },
        company_relation: material("company_relation"),
        special: material("special"),
      },
    }),
  },
  transitions: {
    submit: {
      label: w("提交审核", "Submit for review"),
      question: w("提交备案审核？", "Submit this filing for review?"),
      body: w(
        "备案将由另一位成员审核，审核期间不能修改。",
        "Another member reviews the filing. You can't edit it during the review.",
      ),
      done: w("已提交审核", "Submitted for review"),
      tone: "main",
      from: ["draft", "rejected"],
    },
    ...reviewOffers(
      NOUNS.filing.one,
      replaces(
        w("通过后立即生效", "Takes effect on approval"),
        w("替代之前的版本", "replacing the previous version"),
      ),
      w(
        "提交人会看到您的审核说明，可修改备案后再次提交。之前通过的版本继续有效。",
        "The submitter sees your review note and can edit the filing and submit it again. A previously approved version stays valid.",
      ),
    ),
  },
});
