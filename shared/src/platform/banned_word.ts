import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { PLATFORM_INPUTS } from "./inputs.ts";
import { BANNED_REASONS } from "./words.ts";

const WORD: Words = w("禁用词", "Banned word");
const WHY: Words = w("依据", "Basis");
const SAVED: Words = w("词表已保存", "Word list saved");

const inputs = {
  word: {
    kind: "text",
    label: WORD,
    hint: w(
      "1 到 32 个字；大小写、全半角、空格和标点不影响匹配。",
      "1 to 32 characters. Case, full or half width, spaces and punctuation are ignored.",
    ),
    max: 32,
  },
  why: {
    kind: "long",
    label: WHY,
    hint: w(
      "提交人会看到此依据，例如法律条款。",
      "The basis shown to submitters, such as an article of law.",
    ),
    max: 200,
  },
} as const;

/** A word that no template and no SMS text of this deployment may have. */
export const bannedWord = defineResource({
  noun: "banned_word",
  view: "banned_word_cards",
  title: "word",
  order: ["word", "asc"],
  opens: false,
  words: {
    note: w(
      "含有这些词的模板和短信内容不能提交审核，提交人会看到禁用依据。已通过的内容不受影响。",
      "Templates and SMS texts with these words can't be submitted for review, and submitters see the reason. Approved content isn't affected.",
    ),
    empty: w("没有禁用词", "No banned words"),
    empty_hint: w(
      "新增禁用词后，含有该词的内容不能再提交。",
      "Content with a banned word can't be submitted.",
    ),
  },
  fields: {
    word: { kind: "text", label: WORD, list: "head", filter: "part", sort: true },
    why: { kind: "long", label: WHY, known: BANNED_REASONS },
    added_at: { kind: "time", label: w("新增时间", "Added"), list: "wide", sort: true },
  },
  forms: {
    create: form(PLATFORM_INPUTS.create_banned_word, {
      verb: "create_banned_word",
      title: w("新增禁用词", "Add banned word"),
      confirm: w("保存", "Save"),
      done: SAVED,
      inputs,
    }),
    update: form(PLATFORM_INPUTS.update_banned_word, {
      verb: "update_banned_word",
      sudo: true,
      title: w("修改禁用词", "Edit banned word"),
      confirm: w("保存", "Save"),
      done: SAVED,
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("从词表删除", "Delete from list"),
      question: w("从词表删除「{word}」？", "Delete “{word}” from the list?"),
      body: w("删除后可以再次使用这个词。", "You can use this word again afterwards."),
      done: w("「{word}」已从词表删除", "“{word}” deleted from the list"),
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});
