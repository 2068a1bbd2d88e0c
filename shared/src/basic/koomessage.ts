import { nameThere } from "../templates/koomessage/to_koomessage.ts";
import { type BasicContent, mediumOf, type Part, partsOf } from "./content.ts";

/** What is needed of a version of the basic edition to hand it to KooMessage (create_vms_template). */
export interface BasicVersion {
  /** Its unique reference: the name there is made of it, by which it is found again. */
  readonly reference: string;
  readonly name: string;
  /** Without brackets. */
  readonly signature: string;
  readonly days: number;
  readonly content: BasicContent;
}

/** A part of a template there. `index`: the frame and its place in it; `source` of a medium: where it is read. */
export interface KooMessagePart {
  readonly index: string;
  readonly type: string;
  readonly name: string;
  readonly source: "txt" | "url" | "file";
  readonly content: string;
}

export interface KooMessageBasic {
  readonly expiration_time: string;
  readonly tpl_name: string;
  readonly title: string;
  readonly reslist: readonly KooMessagePart[];
}

/** A parameter, as a template is written here: the law finds the same (`private.parameters_in_order`). */
const PLACE = /\$\{([A-Za-z_][A-Za-z0-9_]{0,31})\}/g;

/** The names of the parameters in the order of their first use in the texts: there they have numbers, by this order. */
export function parametersInOrder({ slots }: BasicContent): string[] {
  const texts = partsOf(slots.frames)
    .flat()
    .flatMap((part) => (part.is === "text" ? [part.text] : []));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(PLACE)].map(([, name = ""]) => name)))];
}

/** What the parameter at this place is called there. */
export const parameterThere = (place: number): string => `p_${place + 1}`;

/** By the end of an address, or by the kind of what is written out. */
const endingOf = (src: string) =>
  /(?:^data:[a-z]+\/|\.)([a-z0-9]+)(?:[?#;]|$)/i.exec(src)?.[1]?.toLowerCase() ?? "";

/**
 * A version as the body of KooMessage's API: frame by frame, the signature before the first text, parameters by their numbers. Opt-out words are
 * added there. Media are named by their address.
 */
export function toKooMessageBasic({
  reference,
  name,
  signature,
  days,
  content,
}: BasicVersion): KooMessageBasic {
  const names = parametersInOrder(content);
  const numbered = (text: string) =>
    text.replace(PLACE, (_, one: string) => `#${parameterThere(names.indexOf(one))}#`);
  let signed = false;
  const partThere = (part: Part, index: string): KooMessagePart => {
    if (part.is === "text") {
      const before = signed ? "" : `【${signature}】`;
      signed = true;
      return {
        index,
        type: "txt",
        name: `${index}.txt`,
        source: "txt",
        content: before + numbered(part.text),
      };
    }
    const medium = mediumOf(part.frame);
    const src = medium?.src ?? "";
    const type = endingOf(src);
    return { index, type, name: `${index}.${type}`, source: "url", content: src };
  };
  const reslist = partsOf(content.slots.frames).flatMap((parts, frame) =>
    parts.map((part, place) => partThere(part, `${frame + 1}-${place + 1}`)),
  );
  return {
    expiration_time: String(days),
    tpl_name: nameThere({ reference, name, usage: "commercial" }),
    title: content.slots.subject,
    reslist,
  };
}
