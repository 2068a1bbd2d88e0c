import type { Enum } from "../ground/enums.ts";
import { type Labels, label } from "../ground/tone.ts";

export const MEDIA_KIND_WORDS: Labels<"image" | "audio" | "video"> = {
  image: label("neutral", "图片", "Picture"),
  audio: label("neutral", "音频", "Audio"),
  video: label("neutral", "视频", "Video"),
};

export const MEDIA_STATE_WORDS: Labels<Enum<"media_state">> = {
  active: label("good", "在库中", "In the library"),
  trashed: label("neutral", "在回收站", "In the bin"),
};
