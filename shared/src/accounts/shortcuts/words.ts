import { type Labels, label } from "../../tone.ts";

/** Whether phones meet a shortcut now, whatever of it waits for a review (SHC-1). */
export const SERVING_WORDS: Labels<"serving" | "frozen" | "not_yet"> = {
  serving: label("good", "使用中", "In use"),
  frozen: label("bad", "已冻结", "Frozen"),
  not_yet: label("warning", "尚未使用", "Not yet"),
};
