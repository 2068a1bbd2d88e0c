import { checkBasic } from "@tidings/shared/basic/check.ts";
import {
  type BasicContent,
  EMPTY_BASIC_CONTENT,
  type Frame,
  type FrameType,
} from "@tidings/shared/basic/content.ts";
import { FRAME_WORDS } from "@tidings/shared/basic/words.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import type { OwnValues } from "@tidings/shared/own/fields.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { nameFinding } from "../../contents/name.ts";
import type { Path } from "../../contents/paths.ts";
import { readyContent } from "../../contents/ready.ts";
import { contentWords } from "../../contents/words.ts";
import type { Translate } from "../../ui/words.ts";

/** The value of the editor. What is chosen for the submission is kept with it, so that it is asked once. */
export interface BasicValue {
  readonly name: string;
  readonly content: BasicContent;
  readonly signature_id: string | null;
  readonly channel_id: string | null;
  readonly validity_days: number | null;
  readonly own?: OwnValues;
}

/** A new template, with nothing in it or with the content of a starter. */
export const beginWith = (content: BasicContent = EMPTY_BASIC_CONTENT, before?: BasicValue): BasicValue => ({
  name: "",
  signature_id: null,
  channel_id: null,
  validity_days: null,
  ...before,
  content,
});

/** Was nothing typed into it? */
export const isBlank = ({ name, content }: BasicValue): boolean =>
  name === "" && content.slots.subject === "" && content.slots.frames.length === 0;

/** A frame as it begins. */
export function newFrame(type: FrameType): Frame {
  switch (type) {
    case "text":
      return { type, text: "" };
    case "image":
      return { type, image: { src: "" } };
    case "audio":
      return { type, audio: { src: "", name: "" } };
    case "video":
      return { type, video: { src: "" } };
  }
}

/** What of the submission the check reads. */
export interface Chosen {
  readonly signature: string | null;
  readonly adapter: string | null;
}

/** What is wrong with a storyboard as it would be saved. */
export const contentFindings = ({ content }: BasicValue, { signature, adapter }: Chosen): Finding[] =>
  checkBasic(readyContent(content), { signature, adapter, measures: null });

/** The same, and the name, in the order of the form. */
export function findingsOf(value: BasicValue, chosen: Chosen): Finding[] {
  const name = nameFinding(value.name);
  return name ? [name, ...contentFindings(value, chosen)] : contentFindings(value, chosen);
}

const SUBJECT = w("主题", "Subject");
const CAPTION = w("描述", "Caption");
const FRAMES = w("内容", "Content");
const NAMED = w("第 {n} 帧 {kind}", "Frame {n}, {kind}");

/** What the frame at `index` is called: `Frame 2, picture`. */
export const frameName = (frame: Frame | undefined, index: number, say: Translate): string =>
  say(NAMED, { n: index + 1, kind: frame ? say(FRAME_WORDS[frame.type]) : "" }).trim();

/** What the field of a path is called: `Frame 2, picture · Caption`. */
export function placeName(content: BasicContent, path: Path, say: Translate): string {
  const [root, slot, index, part] = path.split(".");
  if (root === "name") return say(contentWords.name);
  if (root === "params") return say(contentWords.params_title);
  if (slot === "subject") return say(SUBJECT);
  if (slot !== "frames" || index === undefined) return say(FRAMES);
  const frame = frameName(content.slots.frames[Number(index)], Number(index), say);
  return part === "caption" ? `${frame} · ${say(CAPTION)}` : frame;
}
