import { z } from "zod";
import { timeText } from "../ground/clock.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";
import { type Form, form, type Offer, type TextOf, type VerbName } from "./define.ts";
import type { Field, Input } from "./kinds.ts";
import type { Noun } from "./nouns.ts";
import type { ProofKind } from "./proofs.ts";
import { REVIEW_STATE_WORDS } from "./review_words.ts";

/** What every resource that another member reviews has in common: the state, the note, the evidence, who and when. */

/** 草稿 is left out where making something submits it. */
const { in_review, approved, rejected } = REVIEW_STATE_WORDS;

/** Said at the second click of a deletion that nothing brings back. */
export const FOR_GOOD = w("删除后无法找回。确定删除吗？", "Once deleted, it can't be recovered. Delete it?");

/** Who is asked to decide, as `private.review_asked` says it, and as programs are answered. */
export const ASKED = z.object({
  person: z.uuid().nullable(),
  /** Null: nobody by name, and it was escalated. */
  name: z.string().nullable(),
  /** Whom they stand in for, until that day. */
  instead_of: z.string().nullable(),
  until: z.iso.date().nullable(),
  escalated_at: z.iso.datetime({ offset: true }).nullable(),
  /** When its submitter said once more that it waits. */
  urged_at: z.iso.datetime({ offset: true }).nullable(),
});
/** What the words of it are made of. */
export type Asked = Readonly<Omit<z.infer<typeof ASKED>, "person">>;

/** The columns of a review. */
export const REVIEW_FIELDS = {
  state: {
    kind: "choice",
    label: w("审核状态", "Review status"),
    values: { in_review, approved, rejected },
    list: "head",
    page: "chat",
    filter: "is",
    advanced: true,
  },
  submitted_at: {
    kind: "time",
    label: w("提交", "Submitted"),
    by: "submitted_by_name",
    list: "no",
    page: "page",
  },
  decided_at: {
    kind: "time",
    label: w("审核", "Reviewed"),
    by: "decided_by_name",
    list: "no",
    page: "page",
  },
  reason: { kind: "long", label: w("审核说明", "Review note") },
  /** Who is asked to decide (`private.review_asked`); in the log, their name. */
  waits_for: {
    kind: "person",
    data: ASKED,
    label: w("等待审核人", "Waiting for"),
    list: "no",
    when: ({ waits_for }: { readonly waits_for?: unknown }) => Boolean(waits_for),
    text: ({ waits_for }: { readonly waits_for?: unknown }, zone: string) =>
      askedWords(waits_for as Asked, zone),
  },
} as const satisfies Readonly<Record<string, Field<never>>>;

/** When it was asked for: the column that its list is sorted by. */
export const CREATED_AT = {
  kind: "time",
  label: w("创建时间", "Created"),
  filter: "span",
  advanced: true,
  sort: true,
  page: "page",
} as const satisfies Field<never>;

/** Whom a decision is asked of, in whose place, and whether it was said again that it waits. */
export function askedWords({ name, instead_of, until, escalated_at, urged_at }: Asked, zone: string): Words {
  const who = name === null ? w("任何有审核权限的成员", "anyone who can review") : { zh: name, en: name };
  const place =
    instead_of === null
      ? w("", "")
      : { zh: `（代 ${instead_of} 审核，截至 ${until}）`, en: ` (for ${instead_of}, until ${until})` };
  const at = timeText(escalated_at, zone);
  const late =
    escalated_at === null
      ? w("", "")
      : {
          zh: `；${at} 已升级提醒全部审核人`,
          en: name === null ? `; escalated, ${at}` : `; escalated to all reviewers, ${at}`,
        };
  const urged = timeText(urged_at, zone);
  const again =
    urged_at === null ? w("", "") : { zh: `；${urged} 已催审`, en: `; reviewers reminded ${urged}` };
  return {
    zh: `${who.zh}${place.zh}${late.zh}${again.zh}`,
    en: `${who.en}${place.en}${late.en}${again.en}`,
  };
}

/** What a form that puts its row in review says. */
const SUBMITS = {
  confirm: w("提交审核", "Submit for review"),
  done: w("已提交审核", "Submitted for review"),
} as const;

/** What the form of a rejected row has in common: saving it submits it again. */
export const EDITS_AND_SUBMITS = { follow: "submit", ...SUBMITS } as const;

/** What the form of a row in versions has in common: it is saved as a whole, and submitted at once or later. */
export const SAVES_AND_SUBMITS = {
  confirm: w("保存并提交审核", "Save and submit"),
  done: w("已提交审核", "Submitted for review"),
  draft: { label: w("保存", "Save"), done: w("已保存", "Saved"), whole: true },
  follow: "submit",
  revised: true,
} as const satisfies Partial<Form>;

/**
 * Both forms of a noun that is in review as it is made: `create_<noun>`, and for what was rejected `update_<noun>`, which submits it
 * again. They ask for the same and take the same schema; `create` and `update` say what their forms are called, and what else differs.
 */
export function reviewedForms<N extends Noun, Shape extends z.ZodRawShape>(
  noun: `create_${N}` | `update_${N}` extends VerbName ? N : never,
  schema: z.ZodObject<Shape>,
  inputs: Parameters<typeof form<Shape>>[1]["inputs"],
  { create, update }: Record<"create" | "update", Partial<Form> & Pick<Form, "title">>,
): { create: Form; update: Form } {
  return {
    create: form(schema, { verb: `create_${noun}` as VerbName, inputs, ...SUBMITS, ...create }),
    update: form(schema, { verb: `update_${noun}` as VerbName, inputs, ...EDITS_AND_SUBMITS, ...update }),
  };
}

/** The columns of a review with a file of evidence; `label` is what that is called. */
export function reviewFields(proof: ProofKind, label: Words) {
  const { state, ...rest } = REVIEW_FIELDS;
  return {
    state,
    proof_name: { kind: "file", label, proof, path: "proof_path", list: "no" },
    ...rest,
  } as const satisfies Readonly<Record<string, Field<never>>>;
}

const REJECTS: Words = w(
  "提交人可按审核说明修改后再次提交。",
  "The submitter can make changes based on your note and submit again.",
);

/** Asks a member for the decision (BOT-3). */
export const ASSIGN = {
  label: w("指定审核人", "Assign reviewer"),
  question: w("由谁审核？", "Who should review it?"),
  body: w(
    "所选审核人会收到私信，其他有审核权限的成员仍可审核。审核人外出时，私信改发给代审人。",
    "The reviewer gets a direct message. Other reviewers can still decide. If the reviewer is away, their delegate is notified instead.",
  ),
  done: w("已指定审核人", "Reviewer assigned"),
  from: ["in_review"],
  inputs: {
    person: {
      kind: "reference",
      label: w("审核人", "Reviewer"),
      from: {
        view: "deciders",
        key: "id",
        title: "name",
        also: "email",
        where: ({ id }) => ({ resource_id: String(id) }),
        beside: awayWords,
      },
    },
  },
} as const satisfies Offer;

/** Who decides in one's place while one is away (BOT-3): anybody else who may decide about something. */
export const DELEGATE = {
  kind: "reference",
  label: w("代审人", "Delegate"),
  from: {
    view: "reviewers",
    key: "id",
    title: "name",
    also: "email",
    where: { me: "false" },
    beside: awayWords,
  },
} as const satisfies Input<"reference">;

/** 催审: what waits is said again to anyone who may decide. Anyone who may submit it may. */
export const URGE = {
  label: w("催审", "Remind reviewers"),
  question: w("提醒审核人？", "Remind reviewers?"),
  body: w(
    "向已订阅的聊天频道再次发送待审提醒；两小时内最多提醒一次。",
    "We send the review reminder to subscribed chat channels again. You can do this once every two hours.",
  ),
  done: w("已催审", "Reviewers reminded"),
  from: ["in_review"],
} as const satisfies Offer;

/** Who stands in for a reviewer who is away; nothing for one who is there. */
function awayWords({ away_until, delegate_name }: Readonly<Record<string, unknown>>): Words | string {
  if (!away_until) return "";
  return {
    zh: `外出至 ${away_until}，由 ${delegate_name} 代审`,
    en: `away until ${away_until}; ${delegate_name} is reviewing instead`,
  };
}

/** Approve, reject, ask somebody, and remind them all; `approves` and `rejects` say what they mean, `title` names the column with what the row is called. */
export function reviewOffers<Of>(one: Words, approves: TextOf<Of>, rejects = REJECTS, title = "name") {
  return {
    approve: {
      label: w("通过", "Approve"),
      question: { zh: `通过此${one.zh}？`, en: `Approve this ${one.en}?` },
      body: approves,
      done: { zh: `已通过：{${title}}`, en: `Approved: {${title}}` },
      tone: "main",
      reason: "optional",
    },
    reject: {
      label: w("驳回", "Reject"),
      question: { zh: `驳回此${one.zh}？`, en: `Reject this ${one.en}?` },
      body: rejects,
      done: { zh: `已驳回：{${title}}`, en: `Rejected: {${title}}` },
      reason: "required",
    },
    assign: ASSIGN,
    urge: URGE,
  } as const satisfies Readonly<Record<string, Offer<Of>>>;
}

/** What an approval means where each version is reviewed by itself: of the first there is none before it. */
export const replaces =
  (at_once: Words, before: Words) =>
  ({ live_version: live }: { readonly live_version?: unknown }): Words =>
    live === null || live === undefined
      ? { zh: `${at_once.zh}。`, en: `${at_once.en}.` }
      : { zh: `${at_once.zh}，${before.zh}。`, en: `${at_once.en}, ${before.en}.` };

/** The version of a row whose approved one serves while its edit waits. */
export const VERSION = {
  kind: "count",
  label: w("版本", "Version"),
  list: "wide",
  text: ({
    version,
    live_version: live,
  }: {
    readonly version?: unknown;
    readonly live_version?: unknown;
  }) => ({
    zh: `第 ${version} 版${!live || live === version ? "" : `（使用中：第 ${live} 版）`}`,
    en: `Version ${version}${!live || live === version ? "" : ` (in use: ${live})`}`,
  }),
  reads: ["version", "live_version"],
} as const satisfies Field<never>;

/** Where a row in versions stands: what serves, and what its edit waits for. `one`: what it is called. */
export function versionStory(
  { state, version, live_version: live, enabled }: Versioned,
  one: Words,
): Label | null {
  if (live === null) return null;
  if (!enabled)
    return label(
      "warning",
      `${one.zh}已禁用，不能用于新的发送任务。`,
      `This ${one.en} is disabled, so new sends can't use it.`,
    );
  if (version === live) return null;
  const [zh, en] =
    state === "in_review"
      ? ["等待另一位成员审核", "is waiting for another member's review"]
      : state === "rejected"
        ? ["已被驳回，请修改后再次提交", "was rejected, so edit and resubmit it"]
        : ["是草稿，等待提交", "is a draft, not submitted yet"];
  return label(
    "progress",
    `第 ${live} 版正在使用；第 ${version} 版${zh}。`,
    `Version ${live} is in use; version ${version} ${en}.`,
  );
}

interface Versioned {
  readonly state: string | null;
  readonly version: number | null;
  readonly live_version: number | null;
  readonly enabled: boolean | null;
}

/** Submits again what was rejected and edited. */
export const SUBMIT_AGAIN: Offer = {
  label: w("再次提交", "Submit again"),
  question: w("再次提交审核？", "Submit again?"),
  body: w("提交后，审核结束前不能修改。", "You can't edit it until the review ends."),
  done: w("已提交审核", "Submitted for review"),
};
