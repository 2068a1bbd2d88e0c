import type { Words } from "./locale.ts";
import { type Label, label } from "./tone.ts";

/** What every house has to know of a noun before its declaration is loaded: menu, addresses, rights. */
interface NounHead {
  /** As in "there is no such domain". */
  readonly one: Label;
  /** As the menu names it. */
  readonly many: Words;
  /** Its path in the panel. */
  readonly path: string;
  /** The first word of its commands: `domain list`, `domain add`. */
  readonly command: string;
  /** The feature that it belongs to: its folder here, its heading in `help`. */
  readonly feature: "links";
  /** What its rights begin with: `:list`, `:create`, `:update`, `:review`. */
  readonly rights: string;
}

const noun = (
  feature: NounHead["feature"],
  command: string,
  path: string,
  rights: string,
  one: readonly [string, string],
  many: readonly [string, string],
): NounHead => ({
  feature,
  command,
  path,
  rights,
  one: label("neutral", ...one),
  many: { zh: many[0], en: many[1] },
});

/** The declared nouns, by their name in the law. */
export const NOUNS = {
  domain: noun(
    "links",
    "domain",
    "domains",
    "KooMessage:domain",
    ["域名", "domain"],
    ["域名管理", "Domains"],
  ),
  jump_batch: noun(
    "links",
    "jump",
    "jumps",
    "KooMessage:jump",
    ["自定义跳转链接", "batch of jump links"],
    ["自定义跳转链接", "Jump links"],
  ),
} as const satisfies Record<string, NounHead>;

export type Noun = keyof typeof NOUNS;

/** Is it the name of a declared noun? */
export function isNoun(name: string): name is Noun {
  return Object.hasOwn(NOUNS, name);
}
