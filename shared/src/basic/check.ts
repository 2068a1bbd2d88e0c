import { type Words, w } from "../ground/locale.ts";
import { isCleanText } from "../ground/names.ts";
import { sizeText } from "../ground/size.ts";
import { checkParameters } from "../templates/check_parameters.ts";
import { checkPlaces, unclean } from "../templates/check_values.ts";
import { exampleParams, parametersOf } from "../templates/content.ts";
import { type Finding, finding } from "../templates/findings.ts";
import { claimsIn } from "../templates/forbidden_claims.ts";
import { type LibraryMeasure, withMeasures } from "../templates/measured.ts";
import { fillText } from "../templates/parameters.ts";
import { checkChannel } from "./check_channel.ts";
import { checkMedium } from "./check_media.ts";
import { type BasicContent, basicContentSchema, type Frame, mediumOf } from "./content.ts";
import { BASIC_LIMITS } from "./limits.ts";
import { bracketIn, subjectFault, subjectSign, tailsIn, tightLinks } from "./texts.ts";
import { weigh } from "./weigh.ts";
import { FRAME_WORDS } from "./words.ts";

/** What the check has to know besides the content. */
export interface BasicAbout {
  /** The name of the chosen signature; null while none is chosen. */
  readonly signature: string | null;
  /** Who carries the chosen channel; null while none is chosen. */
  readonly adapter: string | null;
  /** What was measured in the library; null, as in an editor: what the content says of its media is believed. */
  readonly measures: readonly LibraryMeasure[] | null;
}

/**
 * The automatic check of a storyboard (BAS-3, VMS自动检测): every rule, each with its place and what to do. Without a finding of level error it may be
 * submitted. Accepts any value and never throws. Banned words are looked up where they are kept (`check-template`).
 */
export function checkBasic(content: unknown, { signature, adapter, measures }: BasicAbout): Finding[] {
  const parsed = basicContentSchema.safeParse(content);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => finding(issue.path.map(String).join(".") || "slots", "shape"));
  const data = measures ? (withMeasures(parsed.data, measures) as BasicContent) : parsed.data;
  const { frames, subject } = data.slots;
  return [
    ...checkSubject(subject),
    ...frames.flatMap((frame, index) => checkFrame(frame, index, exampleParams(data))),
    ...checkFrames(frames),
    ...checkWeight(data, signature),
    ...checkParameters(parametersOf(data), data.params ?? [], BASIC_LIMITS.parameters),
    ...checkChannel(frames, adapter),
  ];
}

const SUBJECT = w("主题", "Subject");

function checkSubject(subject: string): Finding[] {
  const at = "slots.subject";
  if (subject.trim() === "") return [finding(at, "basic_subject_missing")];
  const count = Array.from(subject).length;
  const max = BASIC_LIMITS.subject;
  const isParameter = subject.includes("${");
  const fault = subjectFault(subject);
  const sign = isParameter ? undefined : subjectSign(subject);
  return [
    ...(isParameter ? [finding(at, "basic_subject_parameter")] : []),
    ...(count > max && !isParameter ? [finding(at, "too_long", { slot: SUBJECT, count, max })] : []),
    ...(fault ? [finding(at, "basic_subject_character", { character: fault })] : []),
    ...(sign ? [finding(at, "basic_subject_sign", { character: sign })] : []),
    ...(/[\r\n]/.test(subject) ? [finding(at, "line_break", { slot: SUBJECT })] : []),
    ...(isCleanText(subject) ? [] : [unclean(at, SUBJECT)]),
    ...tailsIn(subject).map((word) => finding(at, "basic_tail", { word })),
    ...claimsAt(at, subject),
  ];
}

function checkFrame(frame: Frame, index: number, examples: Readonly<Record<string, string>>): Finding[] {
  const at = `slots.frames.${index}`;
  const n = index + 1;
  if (frame.type === "text") {
    if (frame.text.trim() === "") return [finding(`${at}.text`, "basic_empty_text", { n })];
    const slot: Words = { zh: `第 ${n} 帧的文本`, en: `The text of frame ${n}` };
    return checkText(frame.text, `${at}.text`, slot, examples);
  }
  const medium = mediumOf(frame);
  const place = `${at}.${frame.type}`;
  const found =
    medium === null || medium.src.trim() === ""
      ? [finding(place, "basic_empty_medium", { n, medium: FRAME_WORDS[frame.type] })]
      : checkMedium(frame, place);
  if (frame.caption === undefined) return found;
  if (frame.caption.trim() === "") return [...found, finding(`${at}.caption`, "basic_empty_caption", { n })];
  const slot: Words = { zh: `第 ${n} 帧的描述`, en: `The caption of frame ${n}` };
  return [...found, ...checkText(frame.caption, `${at}.caption`, slot, examples)];
}

/** What every text of a storyboard keeps to. A parameter is read as its example. */
function checkText(
  text: string,
  at: string,
  slot: Words,
  examples: Readonly<Record<string, string>>,
): Finding[] {
  const filled = fillText(text, examples);
  const bracket = bracketIn(filled);
  return [
    ...checkPlaces(text, at),
    ...(isCleanText(text) ? [] : [unclean(at, slot)]),
    ...(bracket ? [finding(at, "basic_brackets", { character: bracket })] : []),
    ...tailsIn(filled).map((word) => finding(at, "basic_tail", { word })),
    ...tightLinks(filled).map(({ link, before, after }) =>
      finding(at, "basic_link_spaces", { link, side: sideOf(before, after) }),
    ),
    ...claimsAt(at, filled),
  ];
}

function sideOf(before: boolean, after: boolean): Words {
  if (before && after) return w("前后", "before and after");
  return before ? w("前面", "before") : w("后面", "after");
}

const claimsAt = (at: string, text: string): Finding[] =>
  claimsIn(text).map(({ word, level, why, source }) =>
    finding(at, level === "error" ? "claim_forbidden" : "claim", { word, why, source }),
  );

/** How many frames there are, and of which kinds: some text, and something besides. */
function checkFrames(frames: readonly Frame[]): Finding[] {
  const at = "slots.frames";
  if (frames.length === 0) return [finding(at, "basic_nothing")];
  const max = BASIC_LIMITS.frames;
  const says = frames.some((frame) => frame.type === "text" || frame.caption !== undefined);
  return [
    ...(frames.length > max
      ? [finding(`${at}.${max}`, "basic_too_many_frames", { count: frames.length, max, n: max + 1 })]
      : []),
    ...(says ? [] : [finding(at, "basic_no_text")]),
    ...(frames.every(({ type }) => type === "text") ? [finding(at, "basic_only_text")] : []),
  ];
}

/** The whole. Where one medium alone is too large already, that is said of it and no second time. */
function checkWeight(content: BasicContent, signature: string | null): Finding[] {
  const { bytes, of } = weigh(content, null, signature);
  const max = BASIC_LIMITS.bytes;
  const tooLarge = content.slots.frames.some(
    (frame) => (mediumOf(frame)?.bytes ?? 0) > BASIC_LIMITS.medium_bytes,
  );
  if (bytes <= max || tooLarge) return [];
  const largest = Math.max(...of);
  const index = of.indexOf(largest);
  return [
    finding(`slots.frames.${index}`, "basic_too_heavy", {
      is: sizeText(bytes),
      max: sizeText(max),
      n: index + 1,
      frame: sizeText(largest),
    }),
  ];
}
