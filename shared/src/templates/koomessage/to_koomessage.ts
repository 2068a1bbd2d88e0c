import type { Words } from "../../ground/locale.ts";
import { OPT_OUT_SUFFIX } from "../../ground/optout.ts";
import {
  CATEGORY_WORDS,
  holds,
  layoutOf,
  optionInForce,
  ratioFor,
  type Situation,
  styleInForce,
} from "../../layouts/catalogue.ts";
import type { Layout, LayoutOption, Slot } from "../../layouts/layout.ts";
import { isVendor, VENDOR_WORDS, type Vendor } from "../../vendors/words.ts";
import type { Action } from "../actions.ts";
import { type Content, contentSchema, exampleParams, parametersOf, type Usage } from "../content.ts";
import { type Finding, finding } from "../findings.ts";
import {
  asAction,
  asButtons,
  asImage,
  asItems,
  asPairs,
  asText,
  asVideo,
  type ImageValue,
} from "../values.ts";
import { actionOf } from "./actions.ts";
import { type KooMessageContent, type KooMessageTemplate, type Material, Materials } from "./body.ts";
import { CARD_VENDORS, CARDS, type Card, cardIdOf, type Part, RATES, VIVO_PIXELS } from "./cards.ts";

/** A template version as it is handed over. */
export interface VersionToMap {
  /** Its unique reference: the name there is made of it, by which it is found again. */
  readonly reference: string;
  readonly name: string;
  readonly layout: string;
  readonly vendors: readonly string[];
  readonly usage: Usage;
  readonly content: unknown;
  /** The enterprise's approved SMS signatures, which vivo reviews with the template. */
  readonly signatures: readonly string[];
}

export type Mapped =
  | { readonly body: KooMessageTemplate; readonly materials: readonly Material[] }
  | { readonly issues: readonly Finding[] };

/** Bytes that the API takes (upload_aim_template_material). */
const MOST = { image: 2 * 1024 * 1024, video: 7 * 1024 * 1024, thumbnail: 100 * 1024 } as const;
const NAME_MAX = 17;
const EXAMPLE_MAX = 100;
const FORBIDDEN = /[<>&]| {2,}/;

/**
 * The name of a version there: what people call it, cut, and ten characters of its reference, which no other version has. A trial
 * says so, as is asked of it. 17 characters at most.
 */
export function nameThere({ reference, name, usage }: Pick<VersionToMap, "reference" | "name" | "usage">) {
  const number = BigInt(`0x${reference.replaceAll("-", "").slice(0, 13)}`);
  const unique = number.toString(36).padStart(10, "0").slice(-10);
  const prefix = usage === "trial" ? "测试" : "";
  const room = NAME_MAX - unique.length - prefix.length;
  const plain = name.replace(/[^\p{L}\p{N}]/gu, "").replace(/测试|试商用/g, "");
  const cut = [...plain].reduce((said, char) => (said.length + char.length <= room ? said + char : said), "");
  return `${prefix}${cut}${unique}`;
}

/**
 * A template version as the body of KooMessage's API, or everything in it that cannot be said there, each with its place and what to
 * do. Pure: pictures are named by the place of their material until they are uploaded (`withResources`).
 */
export function toKooMessage(version: VersionToMap): Mapped {
  const layout = layoutOf(version.layout);
  const card = CARDS[version.layout];
  if (!layout || !card) return { issues: [finding("layout", "layout_unknown", { layout: version.layout })] };
  const parsed = contentSchema.safeParse(version.content);
  if (!parsed.success) return { issues: [finding("slots", "shape")] };
  const mapping = new Mapping(version, layout, card, parsed.data);
  const body = mapping.body();
  return mapping.found.length > 0 ? { issues: mapping.found } : { body, materials: mapping.materials.list };
}

class Mapping {
  readonly found: Finding[] = [];
  readonly materials = new Materials();
  private readonly vendors: readonly Vendor[];
  private readonly examples: Readonly<Record<string, string>>;
  private readonly situation: Situation;
  private readonly cardId: string;
  private readonly texts: string[] = [];
  private readonly version: VersionToMap;
  private readonly layout: Layout;
  private readonly card: Card;
  private readonly content: Content;

  constructor(version: VersionToMap, layout: Layout, card: Card, content: Content) {
    this.version = version;
    this.layout = layout;
    this.card = card;
    this.content = content;
    this.vendors = version.vendors.filter(isVendor);
    this.examples = exampleParams(content);
    this.situation = { layout, style: content.style, options: content.options };
    this.cardId = cardIdOf(layout, styleInForce(layout, content.style)) ?? "";
  }

  body(): KooMessageTemplate {
    const { version, layout, vendors } = this;
    for (const vendor of vendors)
      if (!CARD_VENDORS[this.cardId]?.includes(vendor))
        this.say("vendors", "km_vendor", { vendor: VENDOR_WORDS[vendor] });
    const subType = this.subType();
    for (const [option, value] of Object.entries(this.card.only ?? {})) this.insist(option, [value]);
    const pages = this.pages();
    // A poster has no text: how to opt out is in the picture, and in the text that it stands in for.
    const silent = !layout.slots.some((slot) => slot.kind === "text" || slot.kind === "list");
    if (!silent && !this.texts.some((text) => text.includes(OPT_OUT_SUFFIX))) this.say("slots", "km_opt_out");
    this.usage();
    const params = this.params();
    return {
      card_id: this.cardId,
      tpl_name: nameThere(version),
      scene: CATEGORY_WORDS[layout.category].zh,
      use_id: version.usage === "trial" ? 2 : 1,
      ...(subType === null ? {} : { sub_type: subType }),
      ...(silent ? { sms_example: OPT_OUT_SUFFIX } : {}),
      ...(vendors.includes("vivo") ? this.vivo() : {}),
      pages,
      ...(params.length > 0 ? { params } : {}),
      factorys: vendors.map((vendor) => ({ factory_type: vendor.toUpperCase(), state: 1 })),
    };
  }

  private say(path: string, code: Finding["code"], values: Parameters<typeof finding>[2] = {}) {
    this.found.push(finding(path, code, values));
  }

  /** A text as it is, with what is wrong in it. */
  private text = (value: string, path: string): string => {
    if (FORBIDDEN.test(value)) this.say(path, "km_characters");
    return value;
  };

  private optionOf(name: string): LayoutOption | undefined {
    const option = this.layout.options.find((one) => one.name === name);
    return option && holds(option.when, this.situation) ? option : undefined;
  }

  /** An option whose value has to be among these. */
  private insist(name: string, allowed: readonly (string | boolean)[]): string | boolean | null {
    const option = this.optionOf(name);
    if (!option) return null;
    const value = optionInForce(option, this.content.options);
    if (allowed.includes(value)) return value;
    const words = option.values.filter((one) => allowed.includes(one.value)).map((one) => one.words);
    const joined: Words = {
      zh: words.map((one) => one.zh).join("、"),
      en: words.map((one) => one.en).join(", "),
    };
    this.say(`options.${name}`, "km_option", { option: option.words, allowed: joined });
    return null;
  }

  private subType(): number | null {
    const said = this.card.sub_type;
    if (!said) return null;
    // Colours of buttons that there are not mean nothing.
    const buttons = this.content.slots.buttons;
    if (said.option === "button_colours" && !(Array.isArray(buttons) && buttons.length > 0)) return null;
    const option = this.optionOf(said.option);
    if (!option) return null;
    const allowed = option.values.map(({ value }) => value).filter((value) => String(value) in said.is);
    const value = this.insist(said.option, allowed);
    return value === null ? null : (said.is[String(value)] ?? null);
  }

  private pages() {
    const pages: KooMessageContent[][] = [[]];
    let next = 1;
    const put = (contents: readonly Omit<KooMessageContent, "position_number">[], page: number) => {
      for (const content of contents) {
        pages[page] ??= [];
        pages[page].push({ ...content, position_number: next });
        next += 1;
      }
    };
    const place = (
      part: Exclude<Part, { list: string }>,
      slots: readonly Slot[],
      values: Values,
      at: string,
      page: number,
      item?: number,
    ) => {
      const name = typeof part === "string" ? part : part.slot;
      if (typeof part !== "string") next = part.at;
      const slot = slots.find((one) => one.name === name);
      if (!slot) return;
      if (!holds(slot.when, { ...this.situation, item })) {
        // A tag that is switched off keeps its number too.
        if (slot.when?.option?.by_item) next += 1;
        return;
      }
      const made = this.contentsOf(slot, values, `${at}.${name}`);
      // A part that is left out keeps its number.
      if (made.length === 0 && ["text", "image", "video", "choice"].includes(slot.kind)) next += 1;
      put(made, page);
    };
    for (const part of this.card.parts) {
      if (typeof part === "string" || !("list" in part)) {
        place(part, this.layout.slots, this.content.slots, "slots", 0);
        continue;
      }
      const list = this.layout.slots.find((slot) => slot.name === part.list);
      if (list?.kind !== "list" || !holds(list.when, this.situation)) continue;
      asItems(this.content.slots[part.list]).forEach((item, index) => {
        if (part.pages) next = 1;
        for (const name of part.of)
          place(name, list.of, item, `slots.${part.list}.${index}`, part.pages ? index : 0, index);
      });
    }
    return pages.map((contents, index) => ({ page_order: index + 1, contents }));
  }

  private contentsOf(slot: Slot, values: Values, path: string): Omit<KooMessageContent, "position_number">[] {
    const value = values[slot.name];
    switch (slot.kind) {
      case "text": {
        const text = asText(value)?.trim();
        if (!text) return [];
        return [{ type: "text", ...this.textOf(slot.name, text, path) }];
      }
      case "choice": {
        const chosen = slot.values.find((one) => one.value === value);
        if (!chosen) return [];
        const action = asAction(values.action);
        // 个性化红包: the picture of a button is one of theirs, named by its word.
        return slot.name === "button_picture" && action
          ? [{ type: "button", content: chosen.words.zh, ...this.tap(action, path, null) }]
          : [{ type: "text", content: chosen.words.zh, is_text_title: "false" }];
      }
      case "image": {
        const image = asImage(value);
        return image?.src ? [this.imageOf(slot.name, image, values, path)] : [];
      }
      case "video": {
        const video = asVideo(value);
        if (!video?.src) return [];
        const src = this.material("video", video, path, null, null);
        const ratio = slot.name === "video" ? this.rateOf(slot) : null;
        const cover = video.cover?.src
          ? this.material("thumbnail", video.cover, `${path}.cover`, null, this.materials.indexOf(src))
          : undefined;
        if (video.cover) this.pixels(video.cover, ratio, `${path}.cover`);
        const shape = this.cardId === "ShortVideo" && ratio ? { ratio: RATES[ratio] ?? ratio } : {};
        return [{ type: "video", src_type: 1, src, ...(cover ? { cover } : {}), ...shape }];
      }
      case "pairs":
        return asPairs(value).flatMap((pair, index) => [
          { type: "text" as const, ...this.textOf("label", pair.label, `${path}.${index}.label`) },
          { type: "text" as const, ...this.textOf("value", pair.value, `${path}.${index}.value`) },
        ]);
      case "buttons":
        return asButtons(value).map((button, index) => ({
          type: "button" as const,
          content: this.text(button.text, `${path}.${index}.text`),
          ...this.tap(button.action, `${path}.${index}.action`, null),
          ...this.buttonType(values),
        }));
      default:
        return [];
    }
  }

  private textOf(name: string, text: string, path: string) {
    this.texts.push(text);
    const currency = name === "price" ? this.optionOf("currency") : undefined;
    return {
      content: this.text(text, path),
      is_text_title: name === "title" ? ("true" as const) : ("false" as const),
      ...(currency
        ? { currency_display: optionInForce(currency, this.content.options) ? (1 as const) : (0 as const) }
        : {}),
    };
  }

  /** The button of the coupon block says by itself whether it moves. */
  private buttonType(values: Values) {
    const option = this.card.sub_type?.option === "coupon_block" ? this.optionOf("button_style") : undefined;
    if (!option || values !== this.content.slots) return {};
    return { button_type: String(optionInForce(option, this.content.options)), visible: 1 as const };
  }

  private rateOf(slot: Slot): string | null {
    return "ratio" in slot ? (ratioFor(slot.ratio, this.layout, this.content.style)?.text ?? null) : null;
  }

  private imageOf(name: string, image: ImageValue, values: Values, path: string) {
    const slot = [
      ...this.layout.slots,
      ...this.layout.slots.flatMap((one) => (one.kind === "list" ? one.of : [])),
    ].find((one) => one.name === name && one.kind === "image" && holds(one.when, this.situation));
    const ratio = slot ? this.rateOf(slot) : null;
    const src = this.material("image", image, path, ratio, null);
    this.pixels(image, ratio, path);
    const background = name === "image" ? asImage(this.content.slots.oppo_background) : undefined;
    const behind =
      background?.src && this.vendors.includes("oppo")
        ? { oppo_background: this.material("image", background, "slots.oppo_background", "16:9", null) }
        : {};
    return {
      type: "image" as const,
      src_type: 1 as const,
      src,
      ...this.tapOf(image, values, path, src),
      ...behind,
    };
  }

  /** Every picture leads somewhere: by its own tap, by that of the button beside it, or by the first of the card. */
  private tapOf(image: ImageValue, values: Values, path: string, src: string) {
    const beside = asAction(values.action) ?? asButtons(values.buttons)[0]?.action;
    const { action } = image;
    if (this.card.taps_of_buttons) {
      if (action && JSON.stringify(action) !== JSON.stringify(beside))
        this.say(`${path}.action`, "km_tap_of_button");
      return {};
    }
    const { slots } = this.content;
    const led = action ?? beside ?? asAction(slots.action) ?? asButtons(slots.buttons)[0]?.action;
    if (led) return this.tap(led, `${path}.action`, src, action !== undefined);
    this.say(`${path}.action`, "km_tap");
    return {};
  }

  /** `own`: its findings are at its own place, and said there once. */
  private tap(action: Action, path: string, src: string | null, own = true) {
    const found: Finding[] = [];
    const made = actionOf(action, path, {
      vendors: this.vendors,
      examples: this.examples,
      text: (value, at) => (own ? this.text(value, at) : value),
      found,
      picture: (source) =>
        source === null ? src : this.material("image", { src: source }, path, "16:9", null),
    });
    if (own) this.found.push(...found);
    return made;
  }

  private material(
    type: Material["type"],
    { src, bytes }: { readonly src: string; readonly bytes?: number | undefined },
    path: string,
    ratio: string | null,
    cover: number | null,
  ): string {
    const good = type === "video" ? /\.mp4$/i : /\.(png|jpe?g)$|^data:image\/(png|jpeg);/i;
    if (!good.test(src)) this.say(`${path}.src`, type === "video" ? "km_video_format" : "km_image_format");
    const weight = bytes ?? (src.startsWith("data:") ? Math.floor((src.length * 3) / 4) : 0);
    if (weight > MOST[type]) this.say(`${path}.src`, "km_bytes", { max: MOST[type] / 1024 });
    const rate = type === "image" ? (RATES[ratio ?? "16:9"] ?? "sixteenToNine") : null;
    return this.materials.add({ type, source: src, rate, cover_of: cover });
  }

  private pixels({ width, height }: ImageValue, ratio: string | null, path: string) {
    const least = this.vendors.includes("vivo") ? VIVO_PIXELS[`${this.cardId} ${ratio}`] : undefined;
    if (!least || width === undefined || height === undefined) return;
    if (width < least[0] || height < least[1])
      this.say(path, "km_pixels", { width: least[0], height: least[1] });
  }

  /** vivo shows a card for the signatures and the texts that it has reviewed. */
  private vivo() {
    const { signatures } = this.version;
    if (signatures.length === 0) this.say("vendors", "km_no_signature");
    if (signatures.length > 3) this.say("vendors", "km_many_signatures", { count: signatures.length });
    for (const name of signatures)
      if ([...name].length > 20) this.say("vendors", "km_long_signature", { name });
    return { sms_signs: signatures, sms_template: SMS_TEMPLATE };
  }

  private usage() {
    const { usage, name } = this.version;
    if (usage === "trial") {
      const title = asText(this.content.slots.title);
      if (title !== undefined && !title.includes("测试")) this.say("slots.title", "km_trial_title");
      return;
    }
    const word = [...this.texts, name].map((text) => /测试|试商用/.exec(text)?.[0]).find(Boolean);
    if (word) this.say("slots", "km_trial_words", { word });
  }

  private params() {
    const declared = this.content.params ?? [];
    return parametersOf(this.content).map((name) => {
      const example = declared.find((one) => one.name === name)?.example ?? "";
      const index = declared.findIndex((one) => one.name === name);
      if (example === "") this.say("params", "parameter_example", { name });
      const count = [...example].length;
      const path = `params.${index}.example`;
      if (count > EXAMPLE_MAX) this.say(path, "km_too_long", { field: name, count, max: EXAMPLE_MAX });
      return { type: 1 as const, name: `\${${name}}`, example: this.text(example, path) };
    });
  }
}

type Values = Readonly<Record<string, unknown>>;

/** The pattern of texts that a card stands in for: any text. Its places count 99 each, 370 characters in all at most. */
const SMS_TEMPLATE = "[文本0-99][文本0-99][文本0-99][字母0-20]";
