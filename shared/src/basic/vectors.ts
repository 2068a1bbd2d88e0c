// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a text writes a parameter
import type { FindingCode } from "../templates/findings.ts";
import type { LibraryMeasure } from "../templates/measured.ts";
import type { BasicContent, Frame } from "./content.ts";

/** Storyboards that each break one rule (BAS-3), with the card that is named for it: what editor, verb and bot have to say of them. */
export interface BadStoryboard {
  readonly name: string;
  readonly content: BasicContent;
  /** The one error that is found, and its place. */
  readonly code: FindingCode;
  readonly path: string;
  /** The carrier of the chosen channel, where the rule is one of its own. */
  readonly adapter: "koomessage" | "sandbox";
}

/** A medium of the library that the storyboards show, as the library would have measured it. */
export interface VectorMedium extends LibraryMeasure {
  readonly type: string;
  readonly duration_ms: number | null;
}

const MB = 1024 * 1024;
const medium = (
  type: string,
  bytes: number,
  sides: readonly [number, number] | null,
  ms: number | null = null,
) => ({
  type,
  bytes,
  width: sides?.[0] ?? null,
  height: sides?.[1] ?? null,
  duration_ms: ms,
});

const MEDIA = {
  "lying.jpg": medium("image/jpeg", 180_000, [1_920, 1_080]),
  "standing.png": medium("image/png", 210_000, [962, 1_300]),
  "heavy.jpg": medium("image/jpeg", 1_250_000, [1_920, 1_080]),
  "huge.png": medium("image/png", 2 * MB + 1, [1_920, 1_080]),
  "tower.png": medium("image/png", 90_000, [962, 3_001]),
  "voice.mp3": medium("audio/mpeg", 240_000, null, 15_000),
  "film.3gp": medium("video/3gpp", 600_000, [352, 288], 20_000),
  "film.mp4": medium("video/mp4", 700_000, [1_280, 720], 20_000),
} as const;
type Name = keyof typeof MEDIA;

/** The media of the storyboards of an enterprise, for a test that keeps them first. */
export const vectorMedia = (home: string): VectorMedium[] =>
  Object.entries(MEDIA).map(([name, measure]) => ({ path: `${home}/${name}`, ...measure }));

function pieces(home: string) {
  const src = (name: Name) => `/storage/v1/object/public/media/${home}/${name}`;
  const text = (said: string): Frame => ({ type: "text", text: said });
  const image = (name: Name, caption?: string): Frame => ({
    type: "image",
    image: { src: src(name), bytes: MEDIA[name].bytes, ...sides(name) },
    ...(caption === undefined ? {} : { caption }),
  });
  const audio = (name: Name, called: string = name): Frame => ({
    type: "audio",
    audio: { src: src(name), name: called, bytes: MEDIA[name].bytes },
  });
  const video = (name: Name, caption?: string): Frame => ({
    type: "video",
    video: { src: src(name), name, bytes: MEDIA[name].bytes, ...sides(name) },
    ...(caption === undefined ? {} : { caption }),
  });
  return { src, text, image, audio, video };
}

function sides(name: Name) {
  const { width, height } = MEDIA[name];
  return width && height ? { width, height } : {};
}

const HELLO = "云杉会员日，精选好物八折起。";
const SUBJECT = "云杉会员日";

/** A storyboard of every kind of frame that breaks no rule, on any channel that carries the basic edition. */
export function goodStoryboard(home: string): BasicContent {
  const { text, image, audio, video } = pieces(home);
  return {
    slots: {
      subject: SUBJECT,
      frames: [
        text("尊敬的${name}，云杉会员日，精选好物八折起，详见 https://s.example/a1 。"),
        image("lying.jpg", "新品到店"),
        audio("voice.mp3"),
        video("film.3gp"),
      ],
    },
    params: [{ name: "name", example: "王女士" }],
  };
}

/** The storyboards, of the media of an enterprise. */
export function badStoryboards(home: string): BadStoryboard[] {
  const { src, text, image, audio, video } = pieces(home);
  const of = (frames: Frame[], more: Partial<BasicContent> & { subject?: string } = {}): BasicContent => ({
    slots: { subject: more.subject ?? SUBJECT, frames },
    ...(more.params ? { params: more.params } : {}),
  });
  const says = (said: string) => of([text(said), image("lying.jpg")]);
  const named = (subject: string, params?: BasicContent["params"]) =>
    of([text(HELLO), image("lying.jpg")], { subject, ...(params ? { params } : {}) });
  const bad = (
    name: string,
    code: FindingCode,
    path: string,
    content: BasicContent,
    adapter: BadStoryboard["adapter"] = "sandbox",
  ): BadStoryboard => ({ name, content, code, path, adapter });
  const many = Array.from({ length: 13 }, (_, index) => `p${index + 1}`);
  const frame = (index: number, part: string) => `slots.frames.${index}.${part}`;
  return [
    bad("no frame at all", "basic_nothing", "slots.frames", of([])),
    bad("an empty text", "basic_empty_text", frame(1, "text"), of([image("lying.jpg", "新品"), text("  ")])),
    bad(
      "a frame without its picture",
      "basic_empty_medium",
      frame(1, "image"),
      of([text(HELLO), { type: "image", image: { src: "" } }]),
    ),
    bad(
      "an empty caption",
      "basic_empty_caption",
      frame(1, "caption"),
      of([text(HELLO), image("lying.jpg", "")]),
    ),
    bad("pictures alone", "basic_no_text", "slots.frames", of([image("lying.jpg"), image("standing.png")])),
    bad("text alone", "basic_only_text", "slots.frames", of([text(HELLO), text("欢迎光临。")])),
    bad(
      "nine frames",
      "basic_too_many_frames",
      "slots.frames.8",
      of([image("lying.jpg"), ...many.slice(0, 8).map(() => text(HELLO))]),
    ),
    bad(
      "more than 1.9 MB in all",
      "basic_too_heavy",
      "slots.frames.1",
      of([text(HELLO), image("heavy.jpg"), video("film.mp4"), image("standing.png")]),
    ),
    bad(
      "no space before a link",
      "basic_link_spaces",
      frame(0, "text"),
      says("点击https://s.example/a1 查看。"),
    ),
    bad(
      "no space after a link",
      "basic_link_spaces",
      frame(1, "caption"),
      of([text(HELLO), image("lying.jpg", "详见 s.example.cn/a1。")]),
    ),
    bad("brackets of a signature", "basic_brackets", frame(0, "text"), says(`【云杉】${HELLO}`)),
    bad(
      "square brackets",
      "basic_brackets",
      frame(1, "caption"),
      of([text(HELLO), image("lying.jpg", "[新品]到店")]),
    ),
    bad("words of opting out", "basic_tail", frame(0, "text"), says(`${HELLO}退订回T`)),
    bad(
      "a tail of a carrier",
      "basic_tail",
      frame(1, "caption"),
      of([text(HELLO), image("lying.jpg", "免流观看")]),
    ),
    bad("no subject", "basic_subject_missing", "slots.subject", named(" ")),
    bad("brackets in the subject", "basic_subject_character", "slots.subject", named("【云杉】会员日")),
    bad("quotation marks in the subject", "basic_subject_character", "slots.subject", named("云杉“会员日”")),
    bad("a subject of 21 characters", "too_long", "slots.subject", named("云".repeat(21))),
    bad(
      "a parameter in the subject",
      "basic_subject_parameter",
      "slots.subject",
      named("${name}您好", [{ name: "name", example: "王女士" }]),
    ),
    bad(
      "thirteen parameters",
      "too_many_parameters",
      "params",
      of([text(many.map((name) => `\${${name}}`).join("，")), image("lying.jpg")], {
        params: many.map((name) => ({ name, example: "甲" })),
      }),
    ),
    bad("a parameter without an example", "parameter_example", "params", says("尊敬的${name}，您好。")),
    bad(
      "a picture of 3001 pixels",
      "basic_image_height",
      frame(1, "image"),
      of([text(HELLO), image("tower.png")]),
    ),
    bad(
      "a picture of more than 2 MB",
      "basic_medium_bytes",
      frame(1, "image"),
      of([text(HELLO), image("huge.png")]),
    ),
    bad(
      "a picture from elsewhere",
      "media_foreign",
      frame(1, "image.src"),
      of([text(HELLO), { type: "image", image: { src: "https://example.com/a.png" } }]),
    ),
    bad(
      "a video as audio",
      "basic_audio_format",
      frame(1, "audio.src"),
      of([text(HELLO), { type: "audio", audio: { src: src("film.3gp"), name: "voice.mp3" } }]),
    ),
    bad(
      "a name of 101 characters",
      "basic_file_name",
      frame(1, "audio.name"),
      of([text(HELLO), audio("voice.mp3", `${"声".repeat(97)}.mp3`)]),
    ),
    bad(
      "a name without its ending",
      "basic_file_ending",
      frame(1, "audio.name"),
      of([text(HELLO), audio("voice.mp3", "voice")]),
    ),
    bad("a claim that the law forbids", "claim_forbidden", frame(0, "text"), says("国家级品质，欢迎选购。")),
    bad(
      "an mp4 where 3gp is taken",
      "km_basic_video",
      frame(1, "video"),
      of([text(HELLO), video("film.mp4")]),
      "koomessage",
    ),
    bad(
      "more than ten parts",
      "km_basic_parts",
      "slots.frames",
      of([
        ...many.slice(0, 2).map(() => text(HELLO)),
        ...many.slice(0, 5).map(() => image("lying.jpg", "新品")),
      ]),
      "koomessage",
    ),
  ];
}
