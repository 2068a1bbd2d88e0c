import { type Words, w } from "../ground/locale.ts";
import { isCleanText, UNSEEN_WORDS } from "../ground/names.ts";
import { ACTIONS, type Action, type ActionField, OPPO_ACTIONS } from "./actions.ts";
import {
  addressFault,
  deepLinkProblem,
  degreesProblem,
  emailProblem,
  instantOf,
  phoneProblem,
  sourceProblem,
  timeProblem,
  webAddressProblem,
} from "./addresses.ts";
import { type Finding, type FindingCode, finding } from "./findings.ts";
import { fillText, hasOpenPlace, isParameterName, placesIn } from "./parameters.ts";
import type { ImageValue } from "./values.ts";

/** The context of the checks of single values. */
export interface CheckContext {
  readonly oppo: boolean;
  /** Example values of the parameters, used to check lengths and addresses. */
  readonly examples: Readonly<Record<string, string>>;
}

/** The syntax of a parameter, as words. */
const PLACE_SHAPE: Words = { zh: "$" + "{名称}", en: "$" + "{name}" };

/** The number of characters (code points), with parameters replaced by their examples. */
export function lengthOf(text: string, examples: Readonly<Record<string, string>>): number {
  return Array.from(fillText(text, examples)).length;
}

/** Checks a text: length, characters that vendors refuse (`< > &`, what nobody sees), parameters. */
export function checkText(
  text: string,
  path: string,
  slot: Words,
  rule: { max: number; multiline: boolean },
  context: CheckContext,
): Finding[] {
  const found = checkPlaces(text, path);
  const filled = fillText(text, context.examples);
  const count = Array.from(filled).length;
  if (count > rule.max) found.push(finding(path, "too_long", { slot, count, max: rule.max }));
  const forbidden = /[<>&]/.exec(filled)?.[0];
  if (forbidden) found.push(finding(path, "character", { slot, character: forbidden }));
  if (!isCleanText(filled)) found.push(unclean(path, slot));
  if (!rule.multiline && /[\r\n]/.test(filled)) found.push(finding(path, "line_break", { slot }));
  return found;
}

/** What is said of a text with characters that nobody sees. */
export function unclean(path: string, slot: Words): Finding {
  return finding(path, "character", { slot, character: UNSEEN_WORDS });
}

/** Checks the parameters in `text`: closed braces and valid names. */
export function checkPlaces(text: string, path: string): Finding[] {
  const found = placesIn(text)
    .filter((name) => !isParameterName(name))
    .map((name) => finding(path, "parameter_name", { name: name || " " }));
  if (hasOpenPlace(text)) found.push(finding(path, "parameter_open", { shape: PLACE_SHAPE }));
  return found;
}

/** Checks an action: allowed with OPPO, all fields given and valid, no foreign fields. */
export function checkAction(value: Action, path: string, context: CheckContext): Finding[] {
  const found: Finding[] = [];
  if (context.oppo && !OPPO_ACTIONS.includes(value.type)) found.push(finding(`${path}.type`, "action_oppo"));
  const kind = ACTIONS[value.type];
  for (const field of kind.fields) found.push(...checkActionField(value, field, path, context));
  for (const name of Object.keys(value)) {
    if (name === "type" || value[name as keyof Action] === undefined) continue;
    if (!kind.fields.some((field) => field.name === name)) {
      found.push(finding(`${path}.${name}`, "action_field", { field: name }));
    }
  }
  if (value.type === "calendar" && found.length === 0) {
    const [begin = 0, end = 0] = [value.begins_at, value.ends_at].map((text) =>
      instantOf(fillText(text ?? "", context.examples)),
    );
    if (end <= begin) found.push(finding(`${path}.ends_at`, "time_order"));
  }
  return found;
}

function checkActionField(value: Action, field: ActionField, path: string, context: CheckContext): Finding[] {
  const at = `${path}.${field.name}`;
  const raw = value[field.name]?.trim() ?? "";
  if (raw === "") return field.required ? [finding(at, "required", { slot: field.words })] : [];
  if (!isCleanText(value[field.name] ?? "")) return [unclean(at, field.words)];
  const found = checkPlaces(raw, at);
  if (found.length > 0) return found;
  const filled = fillText(raw, context.examples);
  const count = lengthOf(raw, context.examples);
  if (count > field.max_length) {
    found.push(finding(at, "too_long", { slot: field.words, count, max: field.max_length }));
  }
  const problem = fieldProblem(field, filled, raw);
  const character = problem === "url" || problem === "deep_link" ? addressFault(filled) : null;
  if (character) found.push(finding(at, "character", { slot: field.words, character }));
  else if (problem) found.push(finding(at, problem));
  else if (field.kind === "url" && /^http:/i.test(raw)) found.push(finding(at, "url_plain"));
  return found;
}

function fieldProblem(field: ActionField, filled: string, raw: string): FindingCode | null {
  switch (field.kind) {
    case "url":
      return webAddressProblem(filled, raw);
    case "deep_link":
      return deepLinkProblem(filled, raw);
    case "phone":
      return phoneProblem(filled);
    case "email":
      return emailProblem(filled);
    case "time":
      return timeProblem(filled);
    case "image":
      return sourceProblem(raw, "image");
    case "longitude":
    case "latitude":
      return degreesProblem(filled, field.kind);
    case "text":
      return null;
  }
}

/** Checks an image: source, ratio and size where known, alt text, action. */
export function checkImage(
  value: ImageValue,
  path: string,
  rule: {
    ratio: { text: string; value: number } | null;
    must_ratio: true | undefined;
    max_bytes: number;
  },
  context: CheckContext,
): Finding[] {
  const found: Finding[] = [];
  const problem = sourceProblem(value.src, "image");
  if (problem) found.push(finding(`${path}.src`, problem));
  if (!value.alt?.trim()) found.push(finding(`${path}.alt`, "image_alt"));
  else if (!isCleanText(value.alt)) found.push(unclean(`${path}.alt`, w("图片说明", "Image description")));
  if (value.bytes && value.bytes > rule.max_bytes) found.push(tooHeavy(path, rule.max_bytes));
  if (rule.ratio && isOffRatio(value, rule.ratio.value)) {
    const code = rule.must_ratio ? "image_ratio_must" : "image_ratio";
    found.push(finding(path, code, { ratio: rule.ratio.text, is: sidesOf(value) }));
  }
  if (value.action) found.push(...checkAction(value.action, `${path}.action`, context));
  return found;
}

type Sides = { readonly width?: number | undefined; readonly height?: number | undefined };

/** Is it known to have another ratio? 2 % tolerance: a crop is rounded to whole pixels. */
export function isOffRatio({ width, height }: Sides, ratio: number): boolean {
  return Boolean(width && height) && Math.abs(Number(width) / Number(height) / ratio - 1) > 0.02;
}

export const sidesOf = ({ width, height }: Sides): string => `${width} × ${height}`;

export function tooHeavy(path: string, max: number): Finding {
  return finding(path, "media_bytes", { max: Math.floor(max / 1024) });
}
