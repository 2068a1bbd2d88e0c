import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { layoutOf } from "../layouts/catalogue.ts";
import { entryWords } from "../layouts/entry_words.ts";
import type { Layout, Slot } from "../layouts/layout.ts";
import { type DifferenceLine, differencesOf, type Entry, markText } from "../resource/difference.ts";
import { VENDOR_WORDS, type Vendor } from "../vendors/words.ts";
import { ACTIONS, type Action } from "./actions.ts";
import type { Content } from "./content.ts";
import {
  asAction,
  asButtons,
  asImage,
  asItems,
  asPairs,
  asText,
  asVideo,
  type ImageValue,
} from "./values.ts";

/** What a version of a template shows, as far as it is decided about. */
export interface Version {
  readonly vendors: readonly Vendor[];
  readonly content: Content;
}

const SAYS = {
  vendors: w("厂商", "Vendors"),
  style: w("样式", "Style"),
  tap: w("点击事件", "Tap action"),
  cover: w("封面", "Cover"),
  example: w("参数 {name} 的示例", "Example for parameter {name}"),
} as const satisfies Record<string, Words>;

/**
 * What differs between two versions of a template, field by field in words: every text, choice, image, action, option and example. Empty
 * where they show the same.
 */
export function versionChanges(
  layout: string,
  before: Version,
  after: Version,
  locale: Locale,
): readonly DifferenceLine[] {
  return differencesOf(entriesOf(layout, before, locale), entriesOf(layout, after, locale));
}

function entriesOf(name: string, { vendors, content }: Version, locale: Locale): Entry[] {
  const layout = layoutOf(name);
  const entries: Entry[] = [];
  const put = (key: string, field: string, value: string) => value && entries.push({ key, field, value });
  const names = vendors.map((vendor) => say(VENDOR_WORDS[vendor], locale));
  put("vendors", say(SAYS.vendors, locale), listText(names, locale));
  if (layout) {
    putLook(layout, content, locale, put);
    const into: Into = { locale, put };
    for (const slot of layout.slots)
      putSlot(slot, content.slots[slot.name], slot.name, say(entryWords(slot), locale), into);
  }
  for (const { name: param, example } of content.params ?? [])
    put(`params.${param}`, say(SAYS.example, locale).replace("{name}", param), example);
  return entries;
}

type Put = (key: string, label: string, value: string) => unknown;
interface Into {
  readonly locale: Locale;
  readonly put: Put;
}

function putLook(layout: Layout, { style, options = {} }: Content, locale: Locale, put: Put): void {
  const look = layout.styles.find((one) => one.style === style);
  if (look) put("style", say(SAYS.style, locale), say(look.words, locale));
  for (const { name, words, values } of layout.options) {
    const chosen = values.find(({ value }) => value === options[name]);
    if (chosen) put(`options.${name}`, say(words, locale), say(chosen.words, locale));
  }
}

function putSlot(slot: Slot, value: unknown, key: string, label: string, into: Into): void {
  const { locale, put } = into;
  switch (slot.kind) {
    case "text":
      put(key, label, asText(value) ?? "");
      break;
    case "choice": {
      const chosen = slot.values.find((one) => one.value === value);
      if (chosen) put(key, label, say(chosen.words, locale));
      break;
    }
    case "image":
      putImage(asImage(value), key, label, into);
      break;
    case "video": {
      const video = asVideo(value);
      put(key, label, video ? markText(video.src) : "");
      putImage(video?.cover, `${key}.cover`, `${label} · ${say(SAYS.cover, locale)}`, into);
      break;
    }
    case "action":
      putAction(asAction(value), key, label, into);
      break;
    case "buttons":
      asButtons(value).forEach(({ text, action }, index) => {
        put(`${key}.${index}`, `${label} ${index + 1}`, text);
        putTap(action, `${key}.${index}`, `${label} ${index + 1}`, into);
      });
      break;
    case "pairs":
      asPairs(value).forEach((pair, index) => {
        put(`${key}.${index}`, `${label} ${index + 1}`, `${pair.label}: ${pair.value}`);
      });
      break;
    case "list":
      asItems(value).forEach((item, index) => {
        for (const part of slot.of) {
          const place = `${label} ${index + 1} · ${say(entryWords(part), locale)}`;
          putSlot(part, item[part.name], `${key}.${index}.${part.name}`, place, into);
        }
      });
  }
}

function putImage(image: ImageValue | undefined, key: string, label: string, into: Into): void {
  if (!image) return;
  into.put(key, label, [image.alt, markText(image.src)].filter(Boolean).join(" · "));
  putTap(image.action, key, label, into);
}

function putTap(action: Action | undefined, key: string, label: string, into: Into): void {
  putAction(action, `${key}.action`, `${label} · ${say(SAYS.tap, into.locale)}`, into);
}

function putAction(action: Action | undefined, key: string, label: string, { locale, put }: Into): void {
  if (!action) return;
  const { words, fields } = ACTIONS[action.type];
  const values = fields.map(({ name }) => action[name]?.trim()).filter(Boolean);
  put(key, label, [say(words, locale), ...values].join(" · "));
}
