import { listText, w } from "../ground/locale.ts";
import { lengthText, sizeText } from "../ground/size.ts";
import { type Label, label, YES_NO } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { MEDIA_INPUTS } from "./inputs.ts";
import { MEDIA_TRANSITIONS, type MediaRow } from "./transitions.ts";
import { MEDIA_KIND_WORDS, MEDIA_STATE_WORDS } from "./words.ts";

const NAME = w("名称", "Name");
const FOLDER = w("文件夹", "Folder");

/** What shows a medium, as the law names it. */
export interface MediaUse {
  readonly noun: string;
  readonly id: string;
  readonly name: string;
}

const shownBy = (count: number) => ({
  zh: `${count} 个模板`,
  en: `${count} ${count === 1 ? "template" : "templates"}`,
});

/** Where it lies in the bin: until when, and what keeps it there. */
function story(row: MediaRow): Label | null {
  if (row.state !== "trashed") return null;
  const count = row.used_by ?? 0;
  if (count > 0) {
    const by = shownBy(count);
    return label(
      "neutral",
      `在回收站中。${by.zh}仍在使用此素材，因此不会彻底删除。`,
      `In the bin. ${by.en} still ${count === 1 ? "uses" : "use"} it, so it won't be permanently deleted.`,
    );
  }
  const day = row.bin_ends_at?.slice(0, 10);
  return day === undefined
    ? label("neutral", "在回收站中。", "In the bin.")
    : label(
        "neutral",
        `在回收站中，${day} 之后彻底删除。`,
        `In the bin. It will be permanently deleted after ${day}.`,
      );
}

/** A picture, an audio or a video of the library (TPL-8, BAS-2): what templates show. */
export const media = defineResource({
  noun: "media",
  view: "media_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "模板使用的图片、音频与视频。删除的素材先进入回收站，可以恢复。正在使用该素材的模板不受影响。",
      "Pictures, audio and video used in templates. Deleted items go to the bin first and can be restored. Templates already using them aren't affected.",
    ),
    empty: w("素材库是空的", "The library is empty"),
    empty_hint: w(
      "拖入图片、音频或视频即可上传，之后所有模板都能使用。",
      "Drop pictures, audio or video here to upload. All templates can then use them.",
    ),
  },
  story,
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: w("类型", "Type"), values: MEDIA_KIND_WORDS, filter: "is" },
    state: { kind: "choice", label: w("位置", "Location"), values: MEDIA_STATE_WORDS, filter: "is" },
    folder: { kind: "text", label: FOLDER, filter: "is" },
    bytes: {
      kind: "count",
      label: w("大小", "Size"),
      text: ({ bytes }) => sizeText(Number(bytes)),
      sort: true,
    },
    width: {
      kind: "count",
      label: w("像素", "Pixels"),
      list: "wide",
      when: ({ width }) => width !== null,
      text: ({ width, height }) => `${width} × ${height}`,
      reads: ["width", "height"],
    },
    duration_ms: {
      kind: "count",
      label: w("时长", "Duration"),
      list: "wide",
      when: ({ duration_ms }) => duration_ms !== null,
      text: ({ duration_ms }) => lengthText(Number(duration_ms) / 1000),
    },
    used: {
      kind: "flag",
      label: w("使用中", "In use"),
      values: YES_NO,
      list: "no",
      page: "no",
      filter: "is",
    },
    uses: {
      kind: "json",
      label: w("使用位置", "Used in"),
      list: "no",
      when: ({ used_by }) => Number(used_by) > 0,
      text: ({ uses, used_by }) => usesText(uses as unknown as readonly MediaUse[], Number(used_by)),
    },
    used_by: {
      kind: "count",
      label: w("使用此素材的模板", "Templates using this item"),
      page: "no",
      sort: true,
    },
    created_by_name: { kind: "person", label: w("上传人", "Uploaded by"), list: "wide" },
    created_at: {
      kind: "time",
      label: w("上传时间", "Uploaded"),
      sort: true,
      filter: "span",
      advanced: true,
    },
    trashed_at: {
      kind: "time",
      label: w("删除时间", "Deleted"),
      by: "trashed_by_name",
      list: "no",
      when: ({ trashed_at }) => trashed_at !== null,
    },
    bin_ends_at: {
      kind: "time",
      label: w("彻底删除时间", "Permanently deleted"),
      list: "no",
      when: ({ state, used }) => state === "trashed" && used === false,
    },
  },
  forms: {
    update: form(MEDIA_INPUTS.update_media, {
      verb: "update_media",
      title: w("重命名或移动", "Rename or move"),
      confirm: w("保存", "Save"),
      done: w("素材已保存", "Media saved"),
      inputs: {
        name: { kind: "text", label: NAME, max: 120 },
        folder: {
          kind: "text",
          label: FOLDER,
          hint: w("留空则不在任何文件夹中。", "Leave empty for no folder."),
          max: 60,
          optional: true,
        },
      },
    }),
  },
  elsewhere: ["add"],
  transitions: MEDIA_TRANSITIONS,
});

/** The names of what shows it; of more than the law names, how many there are in all. */
function usesText(uses: readonly MediaUse[], count: number) {
  const names = uses.map(({ name }) => name);
  if (names.length === 0) return shownBy(count);
  const more = count > names.length;
  return {
    zh: listText(names, "zh-CN") + (more ? `等 ${count} 个` : ""),
    en: listText(names, "en") + (more ? `, ${count} in all` : ""),
  };
}
