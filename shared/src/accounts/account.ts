import { INDUSTRY_WORDS } from "../filings/words.ts";
import { listText, type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { CREATED_AT, REVIEW_FIELDS } from "../resource/reviewed.ts";
import { PART_INPUTS } from "./asked.ts";
import { accountField } from "./fields.ts";
import { ACCOUNT_INPUTS } from "./inputs.ts";
import { ACCOUNT_PART_WORDS, ACCOUNT_STATE_WORDS, HANDOFF_WORDS, MISSING_WORDS } from "./words.ts";

type Missing = keyof typeof MISSING_WORDS;

const of = (name: string): Words => accountField("profile", name).label;
const state = (part: keyof typeof ACCOUNT_PART_WORDS) =>
  ({
    kind: "choice",
    label: ACCOUNT_PART_WORDS[part],
    values: REVIEW_STATE_WORDS,
    filter: "is",
    advanced: true,
  }) as const;

/** Where an account stands and what it waits for. What nobody but a reviewer can change is said first. */
function storyOf(missing: readonly Missing[]): Label {
  if (missing.length === 0)
    return label(
      "good",
      "服务号资料已通过审核，且已绑定通道号，可供手机展示。",
      "The service account is approved and bound to a number, so phones can show it.",
    );
  if (missing.includes("thawed"))
    return label(
      "bad",
      "服务号已冻结，手机不会展示。解冻后恢复展示。",
      "The service account is frozen. Phones don't show it until you unfreeze it.",
    );
  const [zh, en] = [
    listText(
      missing.map((one) => MISSING_WORDS[one].zh),
      "zh-CN",
    ),
    listText(
      missing.map((one) => MISSING_WORDS[one].en),
      "en",
    ),
  ];
  if (missing.length === 1 && missing[0] === "port")
    return label(
      "warning",
      "服务号还不能使用：未绑定通道号。请在“通道号绑定”中绑定一个通道号，或在资料中开通签名授权。",
      "The service account can't be used yet: no channel number is bound to it. Bind one under “Channel number bindings”, or turn on signature authorisation in its profile.",
    );
  return label("progress", `服务号还不能使用：${zh}。`, `The service account can't be used yet: ${en}.`);
}

/** A service account (SA-1, §9.1). Its three parts are nouns of their own; the form in three steps is drawn by hand. */
export const serviceAccount = defineResource({
  noun: "service_account",
  view: "service_account_cards",
  title: "name",
  number: "remark",
  order: ["created_at", "desc"],
  // The letter is signed for one name.
  copies: { name: "profile.name", longest: 32, anew: ["profile.authorisation"] },
  words: {
    note: w(
      "用户收到短信时，在号码旁看到的商家服务号。资料、菜单和主页分别审核；绑定通道号后可用。",
      "Customers see your service account next to the sender number, with its profile, menus and home page. Each part is reviewed separately. Bind a channel number to use the account.",
    ),
    empty: w("还没有服务号", "No service accounts yet"),
    empty_hint: w(
      "分三步创建：资料、菜单和主页，每一步都由另一位成员审核。",
      "Create a service account in three steps: profile, menus and home page. Another member reviews each step.",
    ),
  },
  story: ({ missing }) => storyOf((missing ?? []) as readonly Missing[]),
  fields: {
    name: { kind: "text", label: of("name"), list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: ACCOUNT_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    usable: {
      kind: "flag",
      label: w("可供手机展示", "Available on phones"),
      values: {
        true: label("good", "已就绪", "Ready"),
        false: label("warning", "未就绪", "Not ready"),
      },
    },
    profile_state: state("profile"),
    menus_state: state("menus"),
    home_state: state("home"),
    ports: { kind: "count", label: w("已绑定通道号", "Bound numbers") },
    remark: { kind: "text", label: of("remark"), list: "wide", filter: "part", advanced: true },
    industry: {
      kind: "choice",
      label: of("industry"),
      values: INDUSTRY_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    intro: { kind: "long", label: of("intro"), list: "no" },
    reason: { ...REVIEW_FIELDS.reason, label: w("冻结原因", "Reason for freezing"), list: "no" },
    handoff: {
      kind: "choice",
      label: w("提交厂商", "Vendor submission"),
      values: HANDOFF_WORDS,
      list: "no",
      when: ({ handoff }) => handoff !== null,
    },
    handoff_why: {
      kind: "json",
      label: w("厂商答复", "Vendor responses"),
      list: "no",
      when: ({ handoff_why }) => handoff_why !== null,
      text: ({ handoff_why }) => handoff_why as unknown as Words,
    },
    handed_at: {
      kind: "time",
      label: w("提交时间", "Submitted"),
      list: "no",
      when: ({ handed_at }) => handed_at !== null,
    },
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ACCOUNT_INPUTS.create_service_account, {
      verb: "create_service_account",
      title: w("创建服务号", "Create service account"),
      confirm: w("保存并继续", "Save and continue"),
      done: w("已保存", "Saved"),
      own: true,
      inputs: { profile: PART_INPUTS.profile },
    }),
  },
  transitions: {
    freeze: {
      label: w("冻结", "Freeze"),
      title: w("冻结服务号", "Freeze service account"),
      question: w("冻结服务号「{name}」？", "Freeze “{name}”?"),
      body: w(
        "解冻前，手机不再展示此服务号；资料和绑定保留不变。",
        "Phones stop showing this service account until you unfreeze it. Its profile and bindings are kept.",
      ),
      done: w("服务号已冻结", "Service account frozen"),
      needs: "KooMessageSA:serviceAccount:freeze",
      tone: "danger",
      reason: "required",
    },
    unfreeze: {
      label: w("解冻", "Unfreeze"),
      title: w("解冻服务号", "Unfreeze service account"),
      question: w("解冻服务号「{name}」？", "Unfreeze “{name}”?"),
      body: w("手机可再次展示此服务号。", "Phones can show the account again."),
      done: w("服务号已解冻", "Service account unfrozen"),
      needs: "KooMessageSA:serviceAccount:freeze",
      tone: "main",
    },
  },
});
