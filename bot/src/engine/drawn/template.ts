import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { comparedHead, VERSIONS } from "@tidings/shared/refusals/review_changes.ts";
import { versionChanges } from "@tidings/shared/templates/changes.ts";
import { checkContent, contentSchema } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import type { Answer, Picture } from "../../ground/answer.ts";
import { previewOf } from "../../pictures/preview.ts";
import { changeLines, reviewChanges } from "../changes.ts";
import { fieldsOf } from "../fields.ts";
import { shortId } from "../find.ts";
import { historyNote } from "../history.ts";
import type { TemplateCard } from "../rows.ts";
import type { Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";
import { type VersionRow, versionWithId } from "./version.ts";

/** What the cards of templates of both kinds say beside their fields. */
export const LABELS = {
  findings: w("自动检查", "Automatic check"),
  clean: w("未发现问题", "no problems found"),
  preview: w("预览", "Preview"),
} as const satisfies Record<string, Words>;

/** The card of a template: its state, its preview, the findings of the automatic check, and the buttons. */
export async function templateAnswer(
  view: View,
  row: TemplateCard,
  transitions: Transitions,
): Promise<Answer> {
  const card = { resource: "template", id: row.id } as const;
  const live = await liveBefore(view, row);
  const found = checkContent(row.layout, row.vendors, row.usage, row.content);
  const [note, picture] = await Promise.all([historyNote(view, card, row), preview(view, row, live)]);
  const before = live ? null : await reviewChanges(view, template, { ...row });
  const changes = live
    ? changesText(row, live, view.locale)
    : before
      ? changeLines(before.head, before.lines, view.locale)
      : [];
  return {
    tone: toneOf(VERSION_STATE_WORDS[row.state]),
    title: row.name,
    fields: fieldsOf(template, row, view),
    text: [...changes, findingsText(found, view.locale)].join("\n"),
    picture,
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: row.state === "vendor_review",
  };
}

/** What the automatic check found, one a line. */
export function findingsText(found: readonly Finding[], locale: Locale): string {
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
  return changeLines(comparedHead({ live: live.version }, locale), lines, locale);
}

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
    caption: named(VERSIONS.serves, live.version),
  };
  const after = { ...row, ...(live ? { caption: named(VERSIONS.next, row.version) } : {}) };
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
