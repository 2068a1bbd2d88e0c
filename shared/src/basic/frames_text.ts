import { type Locale, say, type Words, w } from "../ground/locale.ts";
import { lengthText, sizeText } from "../ground/size.ts";
import { cut } from "../templates/picture/text.ts";
import { basicContentSchema, type Frame, mediumOf } from "./content.ts";
import { FRAME_WORDS } from "./words.ts";

/** Characters of each text that a list of frames says: eight frames with captions stay below the 1,024 of a field in Discord. */
const TEXT = 40;

const SAYS = {
  caption_above: w("说明在上", "caption above"),
  caption_below: w("说明在下", "caption below"),
  empty: w("（未填）", "(empty)"),
} as const satisfies Record<string, Words>;

/** A text on one line, as it is quoted. */
function quoted(text: string, locale: Locale): string {
  const line = cut(text.replace(/\s+/g, " ").trim(), TEXT);
  if (line === "") return say(SAYS.empty, locale);
  return locale === "zh-CN" ? `「${line}」` : `“${line}”`;
}

/** What a medium is called: its name, of a picture what it shows. A picture of the library has no name of its own in a storyboard. */
function nameOf(frame: Exclude<Frame, { type: "text" }>, locale: Locale): string {
  const medium = mediumOf(frame);
  if (!medium?.src) return say(SAYS.empty, locale);
  return cut(
    ("name" in medium ? medium.name : undefined) ?? ("alt" in medium ? medium.alt : undefined) ?? "",
    TEXT,
  );
}

function frameText(frame: Frame, locale: Locale): string {
  const kind = say(FRAME_WORDS[frame.type], locale);
  if (frame.type === "text") return `${kind} ${quoted(frame.text, locale)}`;
  const medium = mediumOf(frame);
  const seconds = medium && "seconds" in medium ? medium.seconds : undefined;
  const said = frame.caption
    ? `${say(SAYS[frame.caption_at === "above" ? "caption_above" : "caption_below"], locale)} ${quoted(frame.caption, locale)}`
    : "";
  return [
    `${kind} ${nameOf(frame, locale)}`.trim(),
    medium?.bytes ? sizeText(medium.bytes) : "",
    seconds === undefined ? "" : lengthText(seconds),
    said,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The frames of a storyboard in their order, a line each, where no picture can be looked at; null where there are none. */
export function framesWords(content: unknown): Words | null {
  const parsed = basicContentSchema.safeParse(content);
  if (!parsed.success || parsed.data.slots.frames.length === 0) return null;
  const { frames } = parsed.data.slots;
  const lines = (locale: Locale) =>
    frames.map((frame, index) => `${index + 1}. ${frameText(frame, locale)}`).join("\n");
  return { zh: lines("zh-CN"), en: lines("en") };
}
