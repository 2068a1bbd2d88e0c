import { z } from "zod";
import { w } from "../ground/locale.ts";
import {
  countFor,
  exceeded,
  holds,
  isOnlyBroken,
  isRequired,
  ratioFor,
  type Situation,
} from "../layouts/catalogue.ts";
import type { ButtonsSlot, ListSlot, PairsSlot, Slot, VideoSlot } from "../layouts/layout.ts";
import { MAX_IMAGE_BYTES } from "../layouts/slots.ts";
import { VENDOR_WORDS, type Vendor } from "../vendors/words.ts";
import { actionSchema } from "./actions.ts";
import { sourceProblem } from "./addresses.ts";
import {
  type CheckContext,
  checkAction,
  checkImage,
  checkText,
  isOffRatio,
  sidesOf,
  tooHeavy,
} from "./check_values.ts";
import { type Finding, finding } from "./findings.ts";
import {
  buttonValueSchema,
  imageValueSchema,
  itemValueSchema,
  pairValueSchema,
  videoValueSchema,
} from "./values.ts";

/** The context of the checks: layout, style, options, vendors, examples. */
export interface SlotContext extends CheckContext, Situation {
  readonly vendors: readonly Vendor[];
}

type Values = Readonly<Record<string, unknown>>;

/** Checks `values` against `slots`: each slot of this style, and that there are no unknown ones. */
export function checkSlots(
  slots: readonly Slot[],
  values: Values,
  path: string,
  context: SlotContext,
): Finding[] {
  const found: Finding[] = [];
  for (const slot of slots) {
    const at = `${path}.${slot.name}`;
    const value = values[slot.name];
    if (!holds(slot.when, context)) {
      if (isGiven(value)) found.push(finding(at, "slot_not_here", { slot: slot.words }));
      continue;
    }
    found.push(...checkVendors(slot, value, at, context));
    if (!isGiven(value)) {
      if (isRequired(slot, context.vendors)) found.push(finding(at, "required", { slot: slot.words }));
      continue;
    }
    found.push(...checkSlot(slot, value, at, context));
  }
  for (const name of Object.keys(values)) {
    if (!slots.some((slot) => slot.name === name) && isGiven(values[name])) {
      found.push(finding(`${path}.${name}`, "slot_unknown", { slot: name }));
    }
  }
  return found;
}

/** Absent, blank, an empty list and an image without source all count as not given. */
function isGiven(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && "src" in value) return isGiven(value.src);
  return true;
}

function checkVendors(slot: Slot, value: unknown, at: string, context: SlotContext): Finding[] {
  if (!isGiven(value)) return [];
  const only = slot.only_vendors;
  if (only && isOnlyBroken(only, context.vendors)) {
    return [finding(at, "vendors_only", { resource: slot.words, vendors: vendorNames(only) })];
  }
  if (slot.for_vendor && !context.vendors.includes(slot.for_vendor)) {
    return [finding(at, "vendor_needed", { resource: slot.words, vendors: vendorNames([slot.for_vendor]) })];
  }
  return [];
}

/** The names of several vendors, in both languages. */
export function vendorNames(vendors: readonly Vendor[]): { zh: string; en: string } {
  return {
    zh: vendors.map((vendor) => VENDOR_WORDS[vendor].zh).join("、"),
    en: vendors.map((vendor) => VENDOR_WORDS[vendor].en).join(", "),
  };
}

/** `小米最多 4 个、三星最多 6 个`. */
function limitWords(limits: readonly { vendor: Vendor; max: number }[]): { zh: string; en: string } {
  return {
    zh: limits.map(({ vendor, max }) => `${VENDOR_WORDS[vendor].zh}最多 ${max} 个`).join("、"),
    en: limits.map(({ vendor, max }) => `${VENDOR_WORDS[vendor].en} takes ${max}`).join(", "),
  };
}

function checkSlot(slot: Slot, value: unknown, at: string, context: SlotContext): Finding[] {
  switch (slot.kind) {
    case "text":
      if (typeof value !== "string") return [finding(at, "shape")];
      return checkText(value, at, slot.words, { max: slot.max_length, multiline: slot.multiline }, context);
    case "choice":
      return slot.values.some((entry) => entry.value === value)
        ? []
        : [finding(at, "choice", { slot: slot.words })];
    case "image": {
      const image = imageValueSchema.safeParse(value).data;
      if (!image) return [finding(at, "shape")];
      const ratio = ratioFor(slot.ratio, context.layout, context.style);
      const rule = { ratio, must_ratio: slot.must_ratio, max_bytes: slot.max_bytes };
      const found = checkImage(image, at, rule, context);
      if (image.action && !slot.action)
        found.push(finding(`${at}.action`, "slot_unknown", { slot: "action" }));
      return found;
    }
    case "action": {
      const action = actionSchema.safeParse(value).data;
      return action ? checkAction(action, at, context) : [finding(at, "shape")];
    }
    case "video":
      return checkVideo(slot, value, at, context);
    case "buttons":
      return checkButtons(slot, value, at, context);
    case "pairs":
      return checkPairs(slot, value, at, context);
    case "list":
      return checkList(slot, value, at, context);
  }
}

function checkVideo(slot: VideoSlot, value: unknown, at: string, context: SlotContext): Finding[] {
  const video = videoValueSchema.safeParse(value).data;
  if (!video) return [finding(at, "shape")];
  const found: Finding[] = [];
  const problem = sourceProblem(video.src, "video");
  if (problem) found.push(finding(`${at}.src`, problem));
  if (video.bytes && video.bytes > slot.max_bytes) found.push(tooHeavy(at, slot.max_bytes));
  const ratio = ratioFor(slot.ratio, context.layout, context.style);
  // A video cannot be cropped here, and one that a phone turned says its sides the other way round.
  if (ratio && isOffRatio(video, ratio.value))
    found.push(finding(at, "video_ratio", { ratio: ratio.text, is: sidesOf(video) }));
  const cover = w("视频封面", "Video cover");
  if (!video.cover || !isGiven(video.cover)) {
    if (slot.cover) found.push(finding(`${at}.cover`, "required", { slot: cover }));
    return found;
  }
  const rule = { ratio, must_ratio: slot.must_ratio, max_bytes: MAX_IMAGE_BYTES };
  return [...found, ...checkImage(video.cover, `${at}.cover`, rule, context)];
}

function checkCount(
  slot: ButtonsSlot | PairsSlot | ListSlot,
  count: number,
  at: string,
  context: SlotContext,
) {
  const { min, max } = countFor(slot.count, context.vendors);
  if (count > max) {
    const limits = exceeded(count, slot.count, context.vendors);
    return [
      limits.length > 0
        ? finding(at, "too_many", { slot: slot.words, count, limits: limitWords(limits) })
        : finding(at, "too_many_here", { slot: slot.words, count, max }),
    ];
  }
  return count < min ? [finding(at, "too_few", { slot: slot.words, min })] : [];
}

function checkButtons(slot: ButtonsSlot, value: unknown, at: string, context: SlotContext): Finding[] {
  const buttons = z.array(buttonValueSchema).safeParse(value).data;
  if (!buttons) return [finding(at, "shape")];
  const words = w("按钮名称", "Button text");
  const found = checkCount(slot, buttons.length, at, context);
  buttons.forEach((button, index) => {
    const here = `${at}.${index}`;
    if (button.text.trim() === "") found.push(finding(`${here}.text`, "required", { slot: words }));
    const rule = { max: slot.max_length, multiline: false };
    found.push(...checkText(button.text, `${here}.text`, words, rule, context));
    found.push(...checkAction(button.action, `${here}.action`, context));
  });
  return found;
}

function checkPairs(slot: PairsSlot, value: unknown, at: string, context: SlotContext): Finding[] {
  const pairs = z.array(pairValueSchema).safeParse(value).data;
  if (!pairs) return [finding(at, "shape")];
  const found = checkCount(slot, pairs.length, at, context);
  const parts = [
    { name: "label", words: w("参数名称", "Parameter label"), max: slot.max_label },
    { name: "value", words: w("参数描述", "Parameter value"), max: slot.max_value },
  ] as const;
  pairs.forEach((pair, index) => {
    for (const part of parts) {
      const here = `${at}.${index}.${part.name}`;
      const text = pair[part.name];
      if (text.trim() === "") found.push(finding(here, "required", { slot: part.words }));
      else found.push(...checkText(text, here, part.words, { max: part.max, multiline: false }, context));
    }
  });
  return found;
}

function checkList(slot: ListSlot, value: unknown, at: string, context: SlotContext): Finding[] {
  const items = z.array(itemValueSchema).safeParse(value).data;
  if (!items) return [finding(at, "shape")];
  const found = checkCount(slot, items.length, at, context);
  items.forEach((item, index) => {
    found.push(...checkSlots(slot.of, item, `${at}.${index}`, { ...context, item: index }));
  });
  return found;
}
