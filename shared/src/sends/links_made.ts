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
  "由本平台生成，按本平台收到的解析计数和计费",
  "Created by us; counted and billed by the resolutions we receive",
);

/** Whose links, and whose resolutions count. */
export function linksWords(made: LinksMade | null | undefined): Words {
  if (!made) return OURS;
  const { by, minted, of = 0, error } = made;
  const done =
    minted === undefined
      ? { zh: "", en: "" }
      : { zh: `；已生成 ${minted} / ${of}`, en: `; ${minted} of ${of} created` };
  const trouble =
    error === undefined ? { zh: "", en: "" } : { zh: `；暂停生成：${error}`, en: `; paused: ${error}` };
  return {
    zh: `由「${by}」生成，按其回传的解析计数和计费${done.zh}${trouble.zh}`,
    en: `Created by ${by}; counted and billed by the resolutions it reports${done.en}${trouble.en}`,
  };
}
