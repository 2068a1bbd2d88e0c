import { timeText } from "../../ground/clock.ts";
import { type Words, w } from "../../ground/locale.ts";
import { type Label, label } from "../../ground/tone.ts";
import { defineResource, form } from "../../resource/define.ts";
import { NOUNS } from "../../resource/nouns.ts";
import { REVIEW_STATE_WORDS } from "../../resource/review_words.ts";
import {
  CREATED_AT,
  REVIEW_FIELDS,
  replaces,
  reviewOffers,
  SAVES_AND_SUBMITS,
} from "../../resource/reviewed.ts";
import type { ReadRow } from "../../resource/view.ts";
import { ACCOUNT_INPUTS } from "../inputs.ts";
import { SHORTCUT_FORM } from "./asked.ts";
import { buttonLines, regionsText, shortcutChanges, timedLines } from "./text.ts";
import { OWN_SIGNATURE_WORDS, SERVING_WORDS } from "./words.ts";

type Shortcut = ReadRow<"shortcut_cards">;

const { state, ...review } = REVIEW_FIELDS;
const SUBMIT = "KooMessageSA:shortcut:submit";
const FREEZE = "KooMessageSA:shortcut:freeze";

const lines = (made: (locale: "zh-CN" | "en") => readonly string[]): Words => ({
  zh: made("zh-CN").join("\n"),
  en: made("en").join("\n"),
});

/** Where a shortcut stands, and what its edit waits for. */
function story({ serving, state: reviewed, version, live_version: live }: Shortcut): Label {
  if (serving === "frozen")
    return label(
      "bad",
      "快捷键已冻结，用户看不到。解冻后恢复显示。",
      "The shortcut is frozen. Customers don't see it until you unfreeze it.",
    );
  if (reviewed === "approved") return label("good", "快捷键正在使用中。", "The shortcut is in use.");
  const waits = {
    draft: ["是草稿，等待提交", "is a draft, not submitted yet"],
    in_review: ["等待另一位成员审核", "is waiting for another member's review"],
    rejected: ["已被驳回，请修改后再次提交", "was rejected, so edit and resubmit it"],
  }[reviewed ?? "draft"];
  const [zh = "", en = ""] = waits ?? [];
  if (live === null)
    return label(
      "progress",
      `快捷键尚未启用：第 ${version} 版${zh}。`,
      `The shortcut isn't in use: version ${version} ${en}.`,
    );
  return label(
    "progress",
    `第 ${live} 版正在使用；第 ${version} 版${zh}。`,
    `Version ${live} is in use; version ${version} ${en}.`,
  );
}

/** An SMS shortcut (短消息快捷键, SHC-1, §9.3): the buttons under the messages of a signature, in some regions, at some times. */
export const shortcut = defineResource({
  noun: "shortcut",
  view: "shortcut_cards",
  title: "signature",
  order: ["created_at", "desc"],
  // A signature is whose messages it is under, and no name of its own.
  copies: {},
  story,
  changes: (row, locale, zone) => {
    const { version, live_version: live } = row;
    if (live === null || live === version) return null;
    const was = {
      signature: row.live_signature,
      proofs: row.live_proofs,
      regions: row.live_regions,
      buttons: row.live_buttons,
      timed: row.live_timed,
    };
    return { live, lines: shortcutChanges(was, row, locale, (instant) => timeText(instant, zone)) };
  },
  words: {
    note: w(
      "快捷键显示在短信下方，按签名和地区生效，可按时间更换。快捷键由另一位成员审核；修改内容待审期间，继续使用原版本。",
      "Buttons shown below messages with a given signature, by region and time. Another member reviews each shortcut. While an edit is in review, the approved version stays in use.",
    ),
    empty: w("还没有短消息快捷键", "No SMS shortcuts yet"),
    empty_hint: w(
      "填写签名、地区和最多 3 个快捷键，然后提交审核。",
      "Enter a signature, its regions and up to 3 buttons, then submit the shortcut for review.",
    ),
  },
  fields: {
    signature: {
      kind: "text",
      label: w("短信签名", "Signature"),
      list: "head",
      page: "no",
      filter: "part",
    },
    own_signature: {
      kind: "flag",
      label: w("签名来源", "Signature source"),
      values: OWN_SIGNATURE_WORDS,
      list: "no",
    },
    state: { ...state, values: REVIEW_STATE_WORDS, advanced: undefined },
    serving: {
      kind: "choice",
      label: w("使用状态", "In use"),
      values: SERVING_WORDS,
      filter: "is",
      list: "no",
      mark: "own",
    },
    regions: { kind: "json", label: w("地区", "Regions"), text: (row) => regionsText(row.regions) },
    version: {
      kind: "count",
      label: w("版本", "Version"),
      list: "wide",
      text: ({ version, live_version: live }) => ({
        zh: `第 ${version} 版${live === null || live === version ? "" : `（使用中：第 ${live} 版）`}`,
        en: `Version ${version}${live === null || live === version ? "" : ` (in use: ${live})`}`,
      }),
    },
    buttons: {
      kind: "json",
      label: w("默认快捷键", "Default buttons"),
      list: "no",
      page: "chat",
      text: ({ buttons }) => lines((locale) => buttonLines(buttons, locale)),
    },
    timed: {
      kind: "json",
      label: w("自定义配置", "Custom configurations"),
      list: "no",
      page: "chat",
      when: ({ timed }) => Array.isArray(timed) && timed.length > 0,
      text: ({ timed }, zone) =>
        lines((locale) => timedLines(timed, locale, (instant) => timeText(instant, zone))),
    },
    proofs: { kind: "files", label: w("授权证明", "Proof"), proof: "picture", list: "no", page: "chat" },
    frozen_at: {
      kind: "time",
      label: w("冻结", "Frozen"),
      by: "frozen_by_name",
      list: "no",
      when: ({ frozen_at }) => frozen_at !== null,
    },
    frozen_reason: {
      kind: "long",
      label: w("冻结原因", "Reason for freezing"),
      list: "no",
      when: ({ frozen_reason }) => frozen_reason !== null,
    },
    ...review,
    created_at: { ...CREATED_AT, by: "created_by_name" },
  },
  forms: {
    create: form(ACCOUNT_INPUTS.create_shortcut, {
      verb: "create_shortcut",
      title: w("创建短消息快捷键", "Create SMS shortcut"),
      ...SAVES_AND_SUBMITS,
      inputs: SHORTCUT_FORM,
    }),
    update: form(ACCOUNT_INPUTS.update_shortcut, {
      verb: "update_shortcut",
      title: w("修改快捷键", "Edit shortcut"),
      ...SAVES_AND_SUBMITS,
      inputs: SHORTCUT_FORM,
    }),
  },
  transitions: {
    submit: {
      label: w("提交审核", "Submit for review"),
      question: w("提交快捷键「{signature}」？", "Submit shortcut “{signature}”?"),
      body: w(
        "提交后，在审核结束或撤回之前不能修改。",
        "You can't edit this until the review ends or you withdraw it.",
      ),
      done: w("已提交审核", "Submitted for review"),
      needs: SUBMIT,
      tone: "main",
      from: ["draft", "rejected"],
    },
    withdraw: {
      label: w("撤回", "Withdraw"),
      title: w("撤回短消息快捷键", "Withdraw SMS shortcut"),
      question: w("撤回审核？", "Withdraw from review?"),
      body: w(
        "撤回后恢复为草稿，可修改后再次提交。",
        "This becomes a draft again, so you can edit and resubmit it.",
      ),
      done: w("已撤回", "Withdrawn"),
      needs: SUBMIT,
      from: ["in_review"],
    },
    freeze: {
      label: w("冻结", "Freeze"),
      title: w("冻结短消息快捷键", "Freeze SMS shortcut"),
      question: w("冻结快捷键「{signature}」？", "Freeze shortcut “{signature}”?"),
      body: w(
        "解冻前，用户看不到这些快捷键；配置保留不变。",
        "Customers stop seeing these buttons until you unfreeze the shortcut. The configuration is kept.",
      ),
      done: w("快捷键已冻结", "Shortcut frozen"),
      needs: FREEZE,
      tone: "danger",
      reason: "required",
    },
    unfreeze: {
      label: w("解冻", "Unfreeze"),
      title: w("解冻短消息快捷键", "Unfreeze SMS shortcut"),
      question: w("解冻快捷键「{signature}」？", "Unfreeze shortcut “{signature}”?"),
      body: w("用户可再次看到这些快捷键。", "Customers see these buttons again."),
      done: w("快捷键已解冻", "Shortcut unfrozen"),
      needs: FREEZE,
      tone: "main",
    },
    ...reviewOffers(
      NOUNS.shortcut.one,
      replaces(
        w("通过后立即生效", "Takes effect on approval"),
        w("并替换此前的版本", "replacing the previous version"),
      ),
      undefined,
      "signature",
    ),
  },
});
