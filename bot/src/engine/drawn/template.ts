import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { versionChanges } from "@tidings/shared/templates/changes.ts";
import { checkContent, contentSchema } from "@tidings/shared/templates/content.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import type { Answer, Picture } from "../../ground/answer.ts";
import { previewOf } from "../../pictures/preview.ts";
import { fieldsOf } from "../fields.ts";
import { shortId } from "../find.ts";
import { historyNote } from "../history.ts";
import type { TemplateCard } from "../rows.ts";
import type { Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";
import { type VersionRow, versionWithId } from "./version.ts";

const LABELS = {
  findings: w("自动检查", "Automatic check"),
  clean: w("未发现问题", "nothing found"),
  preview: w("预览", "Preview"),
  changes: w("与使用中的第 {version} 版相比：", "Compared with version {version}, which serves:"),
  same: w("内容相同", "it shows the same"),
  more: w("……另有 {left} 处改动", "… and {left} more {left:change|changes}"),
  before: w("第 {version} 版（使用中）", "Version {version}, which serves"),
  after: w("第 {version} 版", "Version {version}"),
} as const satisfies Record<string, Words>;

/** Of changes, what a chat message has room for. */
const MOST_CHANGES = 12;
const LONGEST_VALUE = 80;

/** The card of a template: its state, its preview, the findings of the automatic check, and the buttons. */
export async function templateAnswer(
  view: View,
  row: TemplateCard,
  transitions: Transitions,
): Promise<Answer> {
  const card = { resource: "template", id: row.id } as const;
  const live = await liveBefore(view, row);
  const [note, picture] = await Promise.all([historyNote(view, card, row), preview(view, row, live)]);
  const changes = live ? changesText(row, live, view.locale) : [];
  return {
    tone: toneOf(VERSION_STATE_WORDS[row.state]),
    title: row.name,
    fields: fieldsOf(template, row, view),
    text: [...changes, findingsText(row, view.locale)].join("\n"),
    picture,
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: row.state === "vendor_review",
  };
}

function findingsText(row: TemplateCard, locale: Locale): string {
  const found = checkContent(row.layout, row.vendors, row.usage, row.content);
  const head = say(LABELS.findings, locale);
  if (found.length === 0) return `${head}: ${say(LABELS.clean, locale)}`;
  const lines = found.map((each) => `${each.level === "error" ? "✗" : "!"} ${say(each.words, locale)}`);
  return [`${head}:`, ...lines].join("\n");
}

/** The version that serves while another one is made or reviewed; null where this is the first one, or the one that serves. */
async function liveBefore(view: View, row: TemplateCard): Promise<VersionRow | null> {
  if (row.live_version_id === null || row.live_version === row.version) return null;
  return versionWithId(view, row.live_version_id);
}

/** What differs from the version that serves, field by field. */
function changesText(row: TemplateCard, live: VersionRow, locale: Locale): string[] {
  const [before, after] = [contentSchema.safeParse(live.content), contentSchema.safeParse(row.content)];
  if (!before.success || !after.success) return [];
  const was = { vendors: live.vendors, content: before.data };
  const now = { vendors: row.vendors, content: after.data };
  const lines = versionChanges(row.layout, was, now, locale);
  const head = fillPlaces(say(LABELS.changes, locale), { version: live.version });
  if (lines.length === 0) return [`${head} ${say(LABELS.same, locale)}`];
  const told = lines
    .slice(0, MOST_CHANGES)
    .map((line) => `• ${line.field}: ${short(line.before)} → ${short(line.after)}`);
  const left = lines.length - told.length;
  return [head, ...told, ...(left > 0 ? [fillPlaces(say(LABELS.more, locale), { left })] : [])];
}

const short = (text: string) => {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > LONGEST_VALUE
    ? `${letters.slice(0, LONGEST_VALUE - 1).join("")}…`
    : letters.join("");
};

/** The preview, on the phones of its vendors; beside the version that serves, where there is another one. */
function preview(
  { session, sender, locale }: View,
  row: TemplateCard,
  live: VersionRow | null,
): Promise<Picture | undefined> {
  const named = (words: Words, version: number) => fillPlaces(say(words, locale), { version });
  const before = live && {
    ...live,
    layout: row.layout,
    vendors: live.vendors.slice(0, 1),
    caption: named(LABELS.before, live.version),
  };
  const after = { ...row, ...(live ? { caption: named(LABELS.after, row.version) } : {}) };
  const name = `preview-${shortId(row.id)}-${row.version}`;
  const title = `${say(LABELS.preview, locale)}: ${row.name}`;
  return previewOf([...(before ? [before] : []), after], {
    name,
    title,
    sender,
    locale,
    project: session.url,
  });
}
