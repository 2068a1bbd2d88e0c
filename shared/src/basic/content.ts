import { z } from "zod";
import { exampleParams, parametersOf } from "../templates/content.ts";
import { imageValueSchema, parameterSchema, videoValueSchema } from "../templates/values.ts";

/**
 * A storyboard (BAS-2): a subject, and frames that a phone shows one below the other. Its outer shape is that of an AIM content, so parameters,
 * media and texts of both are found by the same rules. The signature and the words that offer an opt-out are added by the system, and no frame has them.
 */

const caption = { caption: z.string().optional(), caption_at: z.enum(["above", "below"]).optional() };

/** A picture. A phone opens nothing when one taps it. */
export const basicImageSchema = imageValueSchema.omit({ action: true });
export type BasicImage = z.infer<typeof basicImageSchema>;

export const audioValueSchema = z.strictObject({
  src: z.string(),
  /** As the phone calls it, with its ending. */
  name: z.string(),
  bytes: z.number().int().positive().optional(),
  seconds: videoValueSchema.shape.seconds,
});
export type AudioValue = z.infer<typeof audioValueSchema>;

/** A video. Its cover is what previews show until it is played: carriers take no cover, and phones show its first picture. */
export const basicVideoSchema = videoValueSchema.extend({ name: z.string().optional() });
export type BasicVideo = z.infer<typeof basicVideoSchema>;

export const frameSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({ type: z.literal("image"), image: basicImageSchema, ...caption }),
  z.strictObject({ type: z.literal("audio"), audio: audioValueSchema, ...caption }),
  z.strictObject({ type: z.literal("video"), video: basicVideoSchema, ...caption }),
]);
export type Frame = z.infer<typeof frameSchema>;
export type FrameType = Frame["type"];
export const FRAME_TYPES = ["text", "image", "audio", "video"] as const satisfies readonly FrameType[];

/** Of `{ slots: { subject, frames }, params? }`. A draft may leave anything empty; `checkBasic` says what is missing. */
export const basicContentSchema = z.strictObject({
  slots: z.strictObject({ subject: z.string(), frames: z.array(frameSchema) }),
  params: z.array(parameterSchema).optional(),
});
export type BasicContent = z.infer<typeof basicContentSchema>;

/** The initial content of the editor. */
export const EMPTY_BASIC_CONTENT: BasicContent = { slots: { subject: "", frames: [] } };

/** The names of the parameters of a storyboard, in the order of the columns of a number file. */
export const basicParameters = (content: BasicContent): string[] => parametersOf(content);

/** The examples that its parameters are shown with. */
export const basicExamples = (content: BasicContent): Record<string, string> => exampleParams(content);

/** The medium of a frame; null of a text. */
export function mediumOf(frame: Frame): BasicImage | AudioValue | BasicVideo | null {
  switch (frame.type) {
    case "text":
      return null;
    case "image":
      return frame.image;
    case "audio":
      return frame.audio;
    case "video":
      return frame.video;
  }
}

/** A part of a frame as it is handed over and shown: a frame with a caption has two, in the order of `caption_at`. */
export type Part =
  | { readonly is: "text"; readonly text: string; readonly at: string }
  | { readonly is: "medium"; readonly frame: Exclude<Frame, { type: "text" }>; readonly at: string };

/** The parts of a storyboard, frame by frame, each with its place as a finding names it. A caption is below unless it says above. */
export function partsOf(frames: readonly Frame[]): Part[][] {
  return frames.map((frame, index): Part[] => {
    const at = `slots.frames.${index}`;
    if (frame.type === "text") return [{ is: "text", text: frame.text, at: `${at}.text` }];
    const medium: Part = { is: "medium", frame, at: `${at}.${frame.type}` };
    if (!frame.caption) return [medium];
    const said: Part = { is: "text", text: frame.caption, at: `${at}.caption` };
    return frame.caption_at === "above" ? [said, medium] : [medium, said];
  });
}
