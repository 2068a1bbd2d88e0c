import { OPT_OUT_SUFFIX } from "../ground/optout.ts";
import { exampleParams, parametersOf } from "../templates/content.ts";
import { type LibraryMeasure, withMeasures } from "../templates/measured.ts";
import { fillText } from "../templates/parameters.ts";
import { type BasicContent, mediumOf, partsOf } from "./content.ts";

/** How heavy a storyboard is, and how full. */
export interface Weight {
  /** As the phone gets it: media by their bytes, texts as UTF-8 with the examples of their parameters, and what the system adds. */
  readonly bytes: number;
  readonly frames: number;
  readonly parameters: number;
  /** Bytes of each frame with its caption. */
  readonly of: readonly number[];
}

/** What the system writes before the first text. */
export const signed = (signature: string): string => `【${signature}】`;
/** What the system writes behind the last. */
export const OPT_OUT_TAIL = ` ${OPT_OUT_SUFFIX}`;
/** Signatures have 2 to 18 characters: while none is chosen yet, the longest is reckoned with. */
const LONGEST_SIGNATURE = "签".repeat(18);

const size = (text: string) => new TextEncoder().encode(text).length;

/**
 * Weighs a storyboard. With `measures` a medium weighs what was measured of it in the library, and one that was not measured nothing; without,
 * as in an editor, what the content says. A cover is not sent.
 */
export function weigh(
  content: BasicContent,
  measures: readonly LibraryMeasure[] | null = null,
  signature: string | null = null,
): Weight {
  const { slots } = measures ? (withMeasures(content, measures) as BasicContent) : content;
  const examples = exampleParams(content);
  const of = partsOf(slots.frames).map((parts) =>
    parts
      .map((part) =>
        part.is === "text" ? size(fillText(part.text, examples)) : (mediumOf(part.frame)?.bytes ?? 0),
      )
      .reduce((sum, bytes) => sum + bytes, 0),
  );
  const frames = of.reduce((sum, bytes) => sum + bytes, 0);
  const around = size(slots.subject) + size(signed(signature ?? LONGEST_SIGNATURE)) + size(OPT_OUT_TAIL);
  return {
    bytes: slots.frames.length === 0 ? 0 : frames + around,
    frames: slots.frames.length,
    parameters: parametersOf(content).length,
    of,
  };
}
