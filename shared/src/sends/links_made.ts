import { type Words, w } from "../ground/locale.ts";

/** Who makes the links of a send, and so who tells of its resolutions: `send_cards.links_made`. */
export interface LinksMade {
  /** The carrier's name. */
  readonly by: string;
  /** Ahead of the hand-over, where another channel sends: how many are made, of how many. */
  readonly minted?: number;
  readonly of?: number;
  /** Why none are made now. */
  readonly error?: string;
}

const OURS = w(
  "由本平台生成，以本平台收到的解析计数和计费",
  "Made here; the resolutions that we see count and are paid",
);

/** Whose links, and whose resolutions count. */
export function linksWords(made: LinksMade | null | undefined): Words {
  if (!made) return OURS;
  const { by, minted, of = 0, error } = made;
  const done =
    minted === undefined
      ? { zh: "", en: "" }
      : { zh: `；已生成 ${minted} / ${of}`, en: `; ${minted} of ${of} made` };
  const trouble =
    error === undefined
      ? { zh: "", en: "" }
      : { zh: `；暂停生成：${error}`, en: `; none are made now: ${error}` };
  return {
    zh: `由「${by}」生成，以其回传的解析计数和计费${done.zh}${trouble.zh}`,
    en: `Made by ${by}; the resolutions that it reports count and are paid${done.en}${trouble.en}`,
  };
}
