import { type Locale, listText, say, type Words } from "@tidings/shared/locale.ts";
import { CATEGORY_WORDS, layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { checkContent } from "@tidings/shared/templates/content.ts";
import { targetsOf, targetText } from "@tidings/shared/templates/targets.ts";
import {
  TEMPLATE_USAGE_WORDS,
  VENDOR_REVIEW_WORDS,
  VERSION_STATE_WORDS,
} from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import type { Answer, Field, Picture } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Refusal } from "../errors.ts";
import { loadPictures } from "../pictures/load.ts";
import { phoneSvg, pictureSources } from "../pictures/phone.ts";
import { pictureOf } from "../pictures/picture.ts";
import { rowWithId } from "../rows.ts";
import { shortId } from "./find.ts";
import { historyNote } from "./history.ts";
import type { TemplateCard } from "./rows.ts";
import type { Transitions } from "./transitions.ts";
import { actionsOf, toneOf, type View } from "./view.ts";

const LABELS = {
  state: { zh: "状态", en: "State" },
  layout: { zh: "版式", en: "Layout" },
  version: { zh: "版本", en: "Version" },
  usage: { zh: "用途", en: "Usage" },
  vendors: { zh: "厂商", en: "Vendors" },
  targets: { zh: "点击后", en: "A tap leads to" },
  reason: { zh: "原因", en: "Reason" },
  id: { zh: "编号", en: "Id" },
  findings: { zh: "自动检查", en: "Automatic check" },
  clean: { zh: "未发现问题", en: "nothing found" },
  disabled: { zh: "（已停用）", en: " (switched off)" },
  preview: { zh: "预览", en: "Preview" },
} as const satisfies Record<string, Words>;

/** The card of a template: its state, its preview, the findings of the automatic check, and the buttons. */
export async function templateAnswer(view: View, id: string, transitions: Transitions): Promise<Answer> {
  const card = { resource: "template", id } as const;
  const row = await answerOf<TemplateCard | null>(rowWithId(view.session, "template_cards", id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource: "template" } });
  const [note, picture] = await Promise.all([historyNote(view, card, row), preview(view, row)]);
  return {
    tone: toneOf(VERSION_STATE_WORDS[row.state]),
    title: row.name,
    fields: fieldsOf(row, view.locale),
    text: findingsText(row, view.locale),
    picture,
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: row.state === "vendor_review",
  };
}

function fieldsOf(row: TemplateCard, locale: Locale): Field[] {
  const label = (name: keyof typeof LABELS) => say(LABELS[name], locale);
  const layout = layoutOf(row.layout);
  const state = say(VERSION_STATE_WORDS[row.state], locale) + (row.enabled ? "" : label("disabled"));
  const live =
    row.live_version === null
      ? ""
      : locale === "zh-CN"
        ? `（线上 ${row.live_version}）`
        : ` (live: ${row.live_version})`;
  const fields: Field[] = [
    { label: label("state"), value: state },
    { label: label("version"), value: `${row.version}${live}` },
    {
      label: label("layout"),
      value: layout
        ? `${say(layout.words, locale)} · ${say(CATEGORY_WORDS[layout.category], locale)}`
        : row.layout,
    },
    { label: label("usage"), value: say(TEMPLATE_USAGE_WORDS[row.usage], locale) },
    { label: label("vendors"), value: vendorText(row, locale) },
    { label: label("id"), value: shortId(row.id) },
  ];
  // No picture shows where a button leads, and the approval binds it.
  const targets = targetsOf(row.content).map((target) => targetText(target, locale));
  if (targets.length > 0) fields.push({ label: label("targets"), value: targets.join("\n") });
  if (row.reason) fields.push({ label: label("reason"), value: row.reason });
  return fields;
}

/** The vendors, each with its decision once it was submitted there. */
function vendorText(row: TemplateCard, locale: Locale): string {
  const texts = row.vendors.map((vendor) => {
    const name = say(VENDOR_WORDS[vendor], locale);
    const review = row.vendor_states.find((each) => each.vendor === vendor);
    if (!review) return name;
    const words = say(VENDOR_REVIEW_WORDS[review.state], locale);
    return `${name} ${words}${review.reason ? ` (${review.reason})` : ""}`;
  });
  return listText(texts, locale);
}

function findingsText(row: TemplateCard, locale: Locale): string {
  const found = checkContent(row.layout, row.vendors, row.usage, row.content);
  const head = say(LABELS.findings, locale);
  if (found.length === 0) return `${head}: ${say(LABELS.clean, locale)}`;
  const lines = found.map((each) => `${each.level === "error" ? "✗" : "!"} ${say(each.words, locale)}`);
  return [`${head}:`, ...lines].join("\n");
}

/** The preview; with grey boxes where its pictures cannot be drawn. */
async function preview(view: View, row: TemplateCard): Promise<Picture | undefined> {
  const pictures = await loadPictures(pictureSources(row.content), view.session.url);
  const card = { layout: row.layout, content: row.content, sender: view.sender };
  const alt = `${say(LABELS.preview, view.locale)}: ${row.name}`;
  const name = `preview-${shortId(row.id)}-${row.version}.png`;
  return pictureOf(name, alt, phoneSvg(card, pictures), ...(pictures.size > 0 ? [phoneSvg(card)] : []));
}
