// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
/** A template of the basic edition in KooMessage's words (create_vms_template) as a storyboard, and what its parameters are called there. */
import type { BasicContent, Frame } from "./content.ts";
import { parametersInOrder, parameterThere } from "./koomessage.ts";

/** A part there. `index`: its frame and its place in it; without it, the order of the parts is that of frames. */
export interface PartThere {
  readonly index?: string | undefined;
  readonly type: string;
  readonly name: string;
  readonly content: string;
}

/** What a picture, an audio or a video is here. */
export interface MediumHere {
  readonly src: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
}

const MEDIA = { image: ["jpg", "jpeg", "png", "gif"], audio: ["mp3", "wav"], video: ["mp4", "3gp"] } as const;
type Medium = keyof typeof MEDIA;

/** What a type of a part is: a text, a medium, or nothing that a storyboard shows. */
export function kindOf(type: string): "text" | Medium | null {
  const said = type.toLowerCase().replace(/^\./, "");
  if (said === "txt") return "text";
  const found = Object.entries(MEDIA).find(([, types]) => (types as readonly string[]).includes(said));
  return (found?.[0] ?? null) as Medium | null;
}

const SIGNED = /^\s*【([^】]*)】/;
const PLACE = /#(p_[1-9]\d{0,2})#/g;
const EXAMPLE = "示例";

/** Why there is no storyboard in what came. */
export type StoryFault = "unsigned" | "type" | "index";

/** Parts by their frames, each frame in its order. */
function framesOf(parts: readonly PartThere[]): readonly (readonly PartThere[])[] | null {
  if (parts.every(({ index }) => !index)) return parts.map((part) => [part]);
  const places = parts.map((part) => {
    const [, frame = "", at = ""] = /^(\d{1,2})-(\d{1,2})$/.exec(part.index ?? "") ?? [];
    return { part, frame: Number(frame), at: Number(at) };
  });
  if (places.some(({ frame, at }) => frame === 0 || at === 0)) return null;
  const sorted = places.toSorted((one, other) => one.frame - other.frame || one.at - other.at);
  const frames = [...new Set(sorted.map(({ frame }) => frame))];
  return frames.map((frame) => sorted.filter((one) => one.frame === frame).map(({ part }) => part));
}

/** Parts as one frame, where they are a medium and what is said of it; else each by itself. */
function framed(parts: readonly PartThere[], fileOf: (part: PartThere) => MediumHere): Frame[] {
  const media = parts.filter(({ type }) => kindOf(type) !== "text");
  const [medium] = media;
  const said = parts.find(({ type }) => kindOf(type) === "text");
  if (!medium || media.length > 1 || parts.length > 2 || (said && parts.length === 1))
    return parts.flatMap((part) => (parts.length > 1 ? framed([part], fileOf) : [alone(part, fileOf)]));
  const frame = alone(medium, fileOf);
  if (!said || frame.type === "text") return [frame];
  const above = parts.indexOf(said) < parts.indexOf(medium);
  return [{ ...frame, caption: said.content, ...(above ? { caption_at: "above" as const } : {}) }];
}

function alone(part: PartThere, fileOf: (part: PartThere) => MediumHere): Frame {
  const { src, bytes, width, height } = kindOf(part.type) === "text" ? { src: "" } : fileOf(part);
  const measured = { src, ...(bytes === undefined ? {} : { bytes }) };
  const pixels = width === undefined || height === undefined ? {} : { width, height };
  switch (kindOf(part.type)) {
    case "image":
      return { type: "image", image: { ...measured, ...pixels } };
    case "audio":
      return { type: "audio", audio: { ...measured, name: part.name } };
    case "video":
      return { type: "video", video: { ...measured, name: part.name } };
    default:
      return { type: "text", text: part.content };
  }
}

/**
 * A storyboard with the name of its signature, which stands before the first text there and in no frame here. Parameters keep their names: `#p_1#` is
 * `${p_1}`.
 */
export function fromKooMessageBasic(
  title: string,
  parts: readonly PartThere[],
  fileOf: (part: PartThere) => MediumHere,
): { signature: string; content: BasicContent } | StoryFault {
  if (parts.some(({ type }) => kindOf(type) === null)) return "type";
  const there = framesOf(parts);
  if (there === null) return "index";
  const first = there.flat().find(({ type }) => kindOf(type) === "text");
  const signature = SIGNED.exec(first?.content ?? "")?.[1]?.trim() ?? "";
  if (first === undefined || signature === "") return "unsigned";
  const here = (part: PartThere): PartThere => ({
    ...part,
    content: (part === first ? part.content.replace(SIGNED, "") : part.content).replace(PLACE, "${$1}"),
  });
  const frames = there.flatMap((one) =>
    framed(
      one
        .map((part) => (kindOf(part.type) === "text" ? here(part) : part))
        // A text that was a signature alone is said by the system.
        .filter((part) => kindOf(part.type) !== "text" || part.content.trim() !== ""),
      fileOf,
    ),
  );
  const slots = { subject: title, frames };
  const names = parametersInOrder({ slots });
  return {
    signature,
    content: {
      slots,
      ...(names.length > 0 ? { params: names.map((name) => ({ name, example: EXAMPLE })) } : {}),
    },
  };
}

/** What the parameters of a storyboard are called there, by their names here: those that came from there keep their numbers. */
export function parametersThere(content: BasicContent): ReadonlyMap<string, string> {
  const names = parametersInOrder(content);
  const isTheirs = names.every((name) => /^p_[1-9]\d{0,2}$/.test(name));
  return new Map(names.map((name, at) => [name, isTheirs ? name : parameterThere(at)]));
}
