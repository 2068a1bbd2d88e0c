import type { ProofKind } from "../links/proof.ts";
import type { Words } from "../locale.ts";
import { REVIEW_STATE_WORDS } from "../sms/words.ts";
import type { Offer } from "./define.ts";
import type { Field } from "./kinds.ts";

/** What every resource that another member reviews has in common: the state, the note, the evidence, who and when. */

/** 草稿 is left out where making something submits it. */
const { in_review, approved, rejected } = REVIEW_STATE_WORDS;

/** The columns of a review. `label` is what the evidence is called. */
export function reviewFields(proof: ProofKind, label: Words) {
  return {
    state: {
      kind: "choice",
      label: { zh: "审核状态", en: "Review" },
      values: { in_review, approved, rejected },
      list: "head",
      page: "chat",
      filter: "is",
      advanced: true,
    },
    proof_name: { kind: "file", label, proof, path: "proof_path", list: "no" },
    submitted_at: {
      kind: "time",
      label: { zh: "提交", en: "Submitted" },
      by: "submitted_by_name",
      list: "no",
      page: "page",
    },
    decided_at: {
      kind: "time",
      label: { zh: "审核", en: "Decided" },
      by: "decided_by_name",
      list: "no",
      page: "page",
    },
    reason: { kind: "long", label: { zh: "审核说明", en: "Review note" } },
  } as const satisfies Readonly<Record<string, Field<never>>>;
}

const REJECTS: Words = {
  zh: "提交人可按审核说明修改后再次提交。",
  en: "Its submitter can change it as your note says, and submit it again.",
};

/** Approve and reject; `approves` and `rejects` say what they mean. */
export function reviewOffers(one: Words, approves: Words, rejects = REJECTS) {
  return {
    approve: {
      label: { zh: "通过", en: "Approve" },
      question: { zh: `通过此${one.zh}？`, en: `Approve this ${one.en}?` },
      body: approves,
      done: { zh: "已通过", en: "Approved" },
      tone: "main",
      reason: "optional",
    },
    reject: {
      label: { zh: "驳回", en: "Reject" },
      question: { zh: `驳回此${one.zh}？`, en: `Reject this ${one.en}?` },
      body: rejects,
      done: { zh: "已驳回", en: "Rejected" },
      reason: "required",
    },
  } as const satisfies Readonly<Record<string, Offer>>;
}

/** Submits again what was rejected and edited. */
export const SUBMIT_AGAIN: Offer = {
  label: { zh: "再次提交", en: "Submit again" },
  question: { zh: "再次提交审核？", en: "Submit it again?" },
  body: { zh: "提交后不能修改，直到审核结束。", en: "It cannot be changed until it is decided." },
  done: { zh: "已提交审核", en: "Submitted for review" },
};
