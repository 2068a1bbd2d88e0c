// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import { isMarketing } from "../layouts/catalogue.ts";
import type { Layout, Slot } from "../layouts/layout.ts";
import { type Content, checkContent } from "./content.ts";
import type { Finding } from "./findings.ts";
import { placesIn } from "./parameters.ts";
import { NAMES, PARAMS, TEXTS } from "./picture/gallery.ts";
import { skeletonOf } from "./picture/skeleton.ts";

/** What the making guide shows of a layout: one as it should be, and one that breaks rules, with what the check says of it. Texts are Chinese, as what is sent is. */

type Values = Content["slots"];

/** Notices have no marketing in them. */
const NOTICES: Readonly<Record<string, string>> = {
  title: "订单发货通知",
  body: "${name}，您的订单已发货，请留意收件。",
};
const TRIPS: Readonly<Record<string, string>> = {
  title: "您的行程已确认",
  body: "${name}，您的行程已确认，请提前到达。",
};

/** What stands in a text of this name. */
type Says = (name: string, at: number) => string | undefined;

function saysOf(layout: Layout): Says {
  const own = isMarketing(layout) ? {} : /trip/.test(layout.category) ? TRIPS : NOTICES;
  return (name, at) => own[name as keyof typeof own] ?? TEXTS[name]?.[at % TEXTS[name].length];
}

/** A content of this layout as an enterprise would write it; its pictures are signs of pictures. */
export function goodOf(layout: Layout, style?: string): Content {
  const begun: Content = { ...(style ? { style } : {}), slots: {} };
  const { slots, ...rest } = skeletonOf({ layout, locale: "zh-CN", content: begun, whole: true });
  const written = writtenIn(layout.slots, slots, 0, saysOf(layout));
  const used = new Set(placesIn(JSON.stringify(written)));
  const params = Object.entries(PARAMS)
    .filter(([name]) => used.has(name))
    .map(([name, example]) => ({ name, example }));
  return { ...rest, slots: written, ...(params.length > 0 ? { params } : {}) };
}

function writtenIn(slots: readonly Slot[], values: Values, at: number, says: Says): Values {
  const entries = Object.entries(values).map(([name, value]) => {
    const slot = slots.find((one) => one.name === name);
    return [name, slot ? writtenOf(slot, value, at, says) : value];
  });
  return Object.fromEntries(entries);
}

function writtenOf(slot: Slot, value: unknown, at: number, says: Says): unknown {
  if (slot.kind === "text") return says(slot.name, at) ?? value;
  if (!Array.isArray(value)) return value;
  if (slot.kind === "list") return value.map((item, index) => writtenIn(slot.of, item, index, says));
  if (slot.kind === "pairs")
    return [
      { label: "订单编号", value: "YS2026112400017" },
      { label: "承运快递", value: "顺丰速运" },
    ].slice(0, value.length);
  return value.map((button, index) => ({ ...button, text: index === 0 ? NAMES[0] : NAMES[2] }));
}

interface BadExample {
  readonly content: Content;
  /** What the check says of it, each kind once. */
  readonly findings: readonly Finding[];
}

/** The same with the faults that are made most often. */
export function badOf(layout: Layout, style?: string): BadExample {
  const good = goodOf(layout, style);
  const content = { ...good, slots: brokenIn(layout.slots, good.slots) };
  // The sign of a video is in no library, and that is no fault of the example.
  const found = checkContent(layout, layout.vendors, "commercial", content).filter(
    ({ code }) => code !== "media_foreign",
  );
  const findings = found.filter(({ code }, index) => found.findIndex((one) => one.code === code) === index);
  return { content, findings };
}

/** The first text is too long and claims what the law forbids, the first picture is of another shape, the first button says too much, and names a parameter that has no example. */
function brokenIn(slots: readonly Slot[], values: Values): Values {
  const done = new Set<string>();
  const broken = slots.flatMap((slot): [string, unknown][] => {
    const value = values[slot.name];
    if (value === undefined || done.has(slot.kind)) return [];
    done.add(slot.kind);
    const bad = brokenOf(slot, value);
    return bad === undefined ? [] : [[slot.name, bad]];
  });
  return { ...values, ...Object.fromEntries(broken) } as Values;
}

const CLAIM = "全国第一最低价，";

function brokenOf(slot: Slot, value: unknown): unknown {
  if (slot.kind === "text")
    return CLAIM.repeat(Math.ceil((slot.max_length + 1) / CLAIM.length)).slice(0, slot.max_length + 6);
  if (slot.kind === "image") return { ...(value as object), alt: "", width: 900, height: 400 };
  if (slot.kind === "buttons" && Array.isArray(value))
    return value.map((button) => ({
      text: "点击这里马上领取${gift}大礼包",
      action: { ...button.action, target: "http://mall.example.com/" },
    }));
  if (slot.kind === "list" && Array.isArray(value))
    return value.map((item, index) => (index === 0 ? brokenIn(slot.of, item) : item));
  return undefined;
}
