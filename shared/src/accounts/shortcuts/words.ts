import { type Labels, label } from "../../ground/tone.ts";

/** Whether phones meet a shortcut now, whatever of it waits for a review (SHC-1). */
export const SERVING_WORDS: Labels<"serving" | "frozen" | "not_yet"> = {
  serving: label("good", "使用中", "In use"),
  frozen: label("bad", "已冻结", "Frozen"),
  not_yet: label("warning", "尚未使用", "Not in use yet"),
};

/** Whose signature a shortcut is under: that of others is shown to be theirs to use by its proofs alone. */
export const OWN_SIGNATURE_WORDS: Labels<"true" | "false"> = {
  true: label("good", "本企业已审核的签名", "Your enterprise's approved signature"),
  false: label(
    "warning",
    "不是本企业已审核的签名，请核对授权证明",
    "Not one of your enterprise's approved signatures, so check the proof",
  ),
};
