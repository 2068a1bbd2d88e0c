import { isCleanText } from "../ground/names.ts";
import { limitText, sizeText } from "../ground/size.ts";
import { sourceProblem } from "../templates/addresses.ts";
import { isOffRatio, sidesOf, unclean } from "../templates/check_values.ts";
import { type Finding, type FindingCode, finding } from "../templates/findings.ts";
import type { BasicImage, BasicVideo, Frame } from "./content.ts";
import { ADVISED_PIXELS, BASIC_ENDINGS, BASIC_LIMITS } from "./limits.ts";
import { FRAME_WORDS } from "./words.ts";

type MediumFrame = Exclude<Frame, { type: "text" }>;

/** Checks what a frame shows: where it comes from, what it is, how large and how long (BAS-2). */
export function checkMedium(frame: MediumFrame, at: string): Finding[] {
  switch (frame.type) {
    case "image":
      return [...checkFile(frame.image, "image", at), ...checkPixels(frame.image, at)];
    case "audio":
      return [...checkFile(frame.audio, "audio", at), ...checkName(frame.audio, "audio", at)];
    case "video":
      return [
        ...checkFile(frame.video, "video", at),
        ...(frame.video.name === undefined
          ? []
          : checkName({ src: frame.video.src, name: frame.video.name }, "video", at)),
        ...checkVideo(frame.video, at),
      ];
  }
}

const FORMAT_CODES = {
  image: "basic_image_format",
  audio: "basic_audio_format",
  video: "basic_video_format",
} as const satisfies Record<MediumFrame["type"], FindingCode>;

type File = { readonly src: string; readonly bytes?: number | undefined };

/** The ending of a source; of an inline picture, what it says that it is. */
export const endingOf = (source: string): string =>
  (/^data:[a-z]+\/([a-z0-9]+)/.exec(source)?.[1] ?? /\.([a-z0-9]+)$/i.exec(source)?.[1] ?? "").toLowerCase();

function checkFile({ src, bytes }: File, type: MediumFrame["type"], at: string): Finding[] {
  const endings: readonly string[] = BASIC_ENDINGS[type];
  const isLibrary = src.startsWith("/storage/v1/object/public/media/");
  const isOther = (isLibrary || src.startsWith("data:")) && !endings.includes(endingOf(src));
  const problem = isOther ? FORMAT_CODES[type] : sourceProblem(src, type);
  const max = BASIC_LIMITS.medium_bytes;
  const isLarge = bytes !== undefined && bytes > max;
  return [
    ...(problem ? [finding(`${at}.src`, problem)] : []),
    ...(isLarge
      ? [
          finding(at, "basic_medium_bytes", {
            medium: FRAME_WORDS[type],
            is: sizeText(bytes),
            max: limitText(max),
          }),
        ]
      : []),
  ];
}

function checkPixels({ width, height }: BasicImage, at: string): Finding[] {
  if (!width || !height) return [];
  const max = BASIC_LIMITS.image_height;
  if (height > max) return [finding(at, "basic_image_height", { is: height, max })];
  const advised = width >= height ? ADVISED_PIXELS.lying : ADVISED_PIXELS.standing;
  const off = isOffRatio({ width, height }, advised.width / advised.height) || width > advised.width;
  return off ? [finding(at, "basic_image_advised", { is: sidesOf({ width, height }) })] : [];
}

function checkName(
  { src, name }: { readonly src: string; readonly name: string },
  type: "audio" | "video",
  at: string,
): Finding[] {
  const place = `${at}.name`;
  const count = Array.from(name).length;
  const max = BASIC_LIMITS.file_name;
  const all: readonly string[] = BASIC_ENDINGS[type];
  const endings = all.includes(endingOf(src)) ? [endingOf(src)] : all;
  const isEnded = /[^.]\.[a-z0-9]+$/i.test(name) && endings.includes(endingOf(name));
  return [
    ...(count > max ? [finding(place, "basic_file_name", { count, max })] : []),
    ...(isEnded
      ? []
      : [finding(place, "basic_file_ending", { endings: endings.map((one) => `.${one}`).join(" / ") })]),
    ...(name.includes("${") ? [finding(place, "parameter_place")] : []),
    ...(isCleanText(name) ? [] : [unclean(place, FRAME_WORDS[type])]),
  ];
}

function checkVideo({ seconds, cover }: BasicVideo, at: string): Finding[] {
  const max = BASIC_LIMITS.video_seconds;
  const problem = cover && sourceProblem(cover.src, "image");
  return [
    ...(seconds !== undefined && seconds > max
      ? [finding(at, "basic_video_long", { is: Math.ceil(seconds), max })]
      : []),
    ...(problem ? [finding(`${at}.cover.src`, problem)] : []),
  ];
}
