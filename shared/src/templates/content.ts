import { z } from "zod";
import { holds, isOnlyBroken, layoutOf, optionInForce } from "../layouts/catalogue.ts";
import type { Layout, LayoutOption } from "../layouts/layout.ts";
import { isVendor, VENDOR_WORDS } from "../vendors/words.ts";
import { checkParameters } from "./check_parameters.ts";
import { checkPractice } from "./check_practice.ts";
import { checkSlots, type SlotContext, vendorNames } from "./check_slots.ts";
import { type Finding, type FindingCode, finding } from "./findings.ts";
import { placesIn } from "./parameters.ts";
import {
  itemValueSchema,
  leafValueSchema,
  type Parameter,
  pairValueSchema,
  parameterSchema,
} from "./values.ts";

/**
 * A template's content, the same shape for every layout:
 * `{ style?, options?, slots: { title: "…", image: {src, alt}, pairs: [{label, value}],
 *   buttons: [{text, action: {type, target}}], items: [{…}] }, params?: [{name, example}] }`.
 * A draft may leave anything out; `checkContent` says what is missing before it is submitted.
 */
export const contentSchema = z.strictObject({
  style: z.string().optional(),
  options: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  slots: z.record(z.string(), z.union([leafValueSchema, z.array(pairValueSchema), z.array(itemValueSchema)])),
  params: z.array(parameterSchema).optional(),
});
export type Content = z.infer<typeof contentSchema>;

/** The initial content of the editor. */
export const EMPTY_CONTENT: Content = { slots: {} };

export type Usage = "commercial" | "trial";

/**
 * All errors and warnings of `content` for this layout, these vendors and this usage (spec TPL-2, TPL-3, TPL-4). Without
 * a finding of level error it may be submitted. Accepts any value and never throws.
 *
 * @param layout a layout of the catalogue or its name
 */
export function checkContent(
  layout: Layout | string,
  vendors: readonly string[],
  usage: Usage,
  content: unknown,
): Finding[] {
  const found = typeof layout === "string" ? layoutOf(layout) : layout;
  if (!found) return [finding("layout", "layout_unknown", { layout: String(layout) })];
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => finding(issue.path.map(String).join(".") || "slots", "shape"));
  }
  const { data } = parsed;
  const context: SlotContext = {
    layout: found,
    style: data.style,
    options: data.options,
    vendors: vendors.filter(isVendor),
    oppo: vendors.includes("oppo"),
    examples: exampleParams(data),
  };
  return [
    ...checkVendorChoice(found, vendors),
    ...checkStyle(found, data),
    ...checkOptions(context),
    ...checkSlots(found.slots, data.slots, "slots", context),
    ...checkImages(found, data),
    ...checkParameters(parametersOf(data), data.params ?? [], found.max_parameters),
    ...checkPractice(found, usage, data, context.examples),
  ];
}

/** What of a content the chosen vendors cannot show: too many of something, or what another vendor alone has. */
export function vendorFindings(
  layout: string,
  vendors: readonly string[],
  usage: Usage,
  content: unknown,
): Finding[] {
  const codes: readonly FindingCode[] = ["vendor_unsupported", "vendors_only", "too_many"];
  return checkContent(layout, vendors, usage, content).filter(({ code }) => codes.includes(code));
}

/** Do the findings include an error, which stops submission? */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((entry) => entry.level === "error");
}

/** What has texts with parameters in them: a content of either kind of template. */
interface Parametered {
  readonly slots: object;
  readonly params?: readonly Parameter[] | undefined;
}

/**
 * The distinct names of the parameters used in the slots: first those declared in `params`, in their order, then others in
 * order of appearance. A number file must have these columns.
 */
export function parametersOf(content: Parametered): string[] {
  const used = new Set<string>();
  for (const text of textsIn(content.slots)) for (const name of placesIn(text)) used.add(name);
  const declared = (content.params ?? []).map((param) => param.name).filter((name) => used.has(name));
  return [...new Set([...declared, ...used])];
}

/** The examples of all declared parameters; previews are filled with them. */
export function exampleParams(content: Pick<Parametered, "params">): Record<string, string> {
  return Object.fromEntries((content.params ?? []).map((param) => [param.name, param.example]));
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const entry of value) yield* textsIn(entry);
  else if (value !== null && typeof value === "object")
    for (const entry of Object.values(value)) yield* textsIn(entry);
}

function checkVendorChoice(layout: Layout, vendors: readonly string[]): Finding[] {
  if (vendors.length === 0) return [finding("vendors", "vendor_missing")];
  return vendors
    .filter((vendor) => !(layout.vendors as readonly string[]).includes(vendor))
    .map((vendor) =>
      finding("vendors", "vendor_unsupported", { vendor: isVendor(vendor) ? VENDOR_WORDS[vendor] : vendor }),
    );
}

function checkStyle(layout: Layout, content: Content): Finding[] {
  const { style } = content;
  if (style === undefined || layout.styles.some((entry) => entry.style === style)) return [];
  return [finding("style", "style_unknown", { style })];
}

function checkOptions(context: SlotContext): Finding[] {
  const found: Finding[] = [];
  const { layout, options = {} } = context;
  for (const name of Object.keys(options)) {
    const option = layout.options.find((candidate) => candidate.name === name);
    const path = `options.${name}`;
    if (!option) {
      found.push(finding(path, "option_unknown", { option: name }));
      continue;
    }
    const value = option.values.find((entry) => entry.value === optionInForce(option, options));
    if (!value) found.push(finding(path, "option_value", { option: option.words }));
    else if (
      !holds(option.when, context) ||
      (isFirst(option, value.value) && isOnlyBroken(option.only_vendors, context.vendors))
    )
      found.push(finding(path, "option_not_here", { option: option.words }));
    else if (isOnlyBroken(value.only_vendors ?? option.only_vendors, context.vendors)) {
      const vendors = vendorNames(value.only_vendors ?? option.only_vendors ?? []);
      found.push(finding(path, "vendors_only", { resource: value.words, vendors }));
    }
  }
  return found;
}

const isFirst = ({ values }: LayoutOption, value: unknown): boolean => values[0]?.value === value;

function checkImages(layout: Layout, content: Content): Finding[] {
  if (layout.max_images === undefined) return [];
  const count = countImages(content.slots);
  return count > layout.max_images
    ? [finding("slots", "too_many_images", { count, max: layout.max_images })]
    : [];
}

function countImages(value: unknown): number {
  if (value === null || typeof value !== "object") return 0;
  const inside = Object.values(value).reduce((sum: number, entry) => sum + countImages(entry), 0);
  const video = "cover" in value;
  return inside + ("src" in value && !video ? 1 : 0);
}
