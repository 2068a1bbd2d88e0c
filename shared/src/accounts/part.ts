import { type Locale, type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { type Evidence, storedEvidence } from "../resource/evidence.ts";
import { NOUNS } from "../resource/nouns.ts";
import { REVIEW_STATE_WORDS } from "../resource/review_words.ts";
import { REVIEW_FIELDS, replaces, reviewOffers, SAVES_AND_SUBMITS } from "../resource/reviewed.ts";
import { PART_INPUTS, REASON_INPUT } from "./asked.ts";
import type { Home, Profile } from "./content.ts";
import { accountField } from "./fields.ts";
import { ACCOUNT_INPUTS } from "./inputs.ts";
import { contentLines, partChanges } from "./text.ts";
import { ACCOUNT_PART_WORDS } from "./words.ts";

const { state, ...review } = REVIEW_FIELDS;
const CREATED: Words = w("创建时间", "Created");

interface Part {
  readonly kind: string;
  readonly content: unknown;
  readonly version: number;
  readonly live_version: number | null;
}

const text = ({ kind, content }: Part, locale: Locale) => contentLines(kind, content, locale).join("\n");

/** Its pictures. The letter of authorisation comes first: no phone shows it. */
function evidence({ kind, content }: Part): Evidence[] {
  const part = kind as "profile" | "home";
  const { authorisation, logo, background } = (content ?? {}) as Partial<Profile & Home>;
  const files = Object.entries(kind === "profile" ? { authorisation, logo } : { background });
  return kind === "menus"
    ? []
    : storedEvidence(
        "picture",
        files.map(([name, file]) => [accountField(part, name).label, file] as const),
      );
}

/** Profile, menus or home page of a service account with its latest version (SA-2): each is reviewed by itself, and what was approved serves meanwhile. */
export const accountPart = defineResource({
  noun: "account_part",
  view: "account_part_cards",
  title: "name",
  order: ["created_at", "desc"],
  evidence,
  changes: ({ kind, version, live_version: live, content, live_content: was }, locale) =>
    live === null || live === version ? null : { live, lines: partChanges(kind ?? "", was, content, locale) },
  words: {
    note: w(
      "服务号的资料、菜单和主页分别由另一位成员审核；修改待审期间，已通过的版本继续使用。",
      "The profile, menus and home page of each service account. Another member reviews each one separately. While an edit is in review, the approved version stays in use.",
    ),
    empty: w("还没有服务号资料", "No service account parts yet"),
    empty_hint: w("先创建一个服务号。", "Create a service account first."),
  },
  fields: {
    name: {
      kind: "reference",
      label: w("服务号", "Service account"),
      to: "service-accounts",
      id: "account_id",
      list: "head",
      filter: "part",
    },
    kind: {
      kind: "choice",
      label: w("组成部分", "Part"),
      values: ACCOUNT_PART_WORDS,
      filter: "is",
      list: "no",
      mark: "own",
    },
    state: { ...state, values: REVIEW_STATE_WORDS, advanced: undefined },
    version: {
      kind: "count",
      label: w("版本", "Version"),
      text: ({ version, live_version: live }) => ({
        zh: `第 ${version} 版${live === null || live === version ? "" : `（使用中：第 ${live} 版）`}`,
        en: `Version ${version}${live === null || live === version ? "" : ` (in use: ${live})`}`,
      }),
    },
    content: {
      kind: "json",
      label: w("内容", "Content"),
      list: "no",
      page: "chat",
      when: (row) => text(row, "en") !== "",
      text: (row) => ({ zh: text(row, "zh-CN"), en: text(row, "en") }),
    },
    change_reason: {
      kind: "text",
      label: w("修改原因", "Reason for edit"),
      when: ({ change_reason }) => change_reason !== null,
      list: "wide",
    },
    ...review,
    created_at: { kind: "time", label: CREATED, list: "no", page: "no" },
  },
  forms: {
    update: form(ACCOUNT_INPUTS.update_account_part, {
      verb: "update_account_part",
      title: w("修改「{name}」", "Edit “{name}”"),
      ...SAVES_AND_SUBMITS,
      own: "service_account",
      inputs: { change_reason: REASON_INPUT, ...PART_INPUTS },
    }),
  },
  transitions: {
    submit: {
      label: w("提交审核", "Submit for review"),
      question: w("提交审核？", "Submit for review?"),
      body: w(
        "提交后，在审核结束或撤回之前不能修改。",
        "You can't edit this until the review ends or you withdraw it.",
      ),
      done: w("已提交审核", "Submitted for review"),
      needs: "KooMessageSA:serviceAccount:submit",
      tone: "main",
      from: ["draft", "rejected"],
    },
    withdraw: {
      label: w("撤回", "Withdraw"),
      title: w("撤回服务号资料", "Withdraw service account part"),
      question: w("撤回审核？", "Withdraw from review?"),
      body: w(
        "撤回后恢复为草稿，可修改后再次提交。",
        "This becomes a draft again, so you can edit and resubmit it.",
      ),
      done: w("已撤回", "Withdrawn"),
      needs: "KooMessageSA:serviceAccount:submit",
      from: ["in_review"],
    },
    ...reviewOffers(
      NOUNS.account_part.one,
      replaces(
        w("通过后立即生效", "Takes effect on approval"),
        w("并替换此前的版本", "replacing the previous version"),
      ),
    ),
  },
});
