import { type Words, w } from "../ground/locale.ts";
import { LAYOUTS } from "../layouts/catalogue.ts";
import type { Layout, LayoutOption } from "../layouts/layout.ts";
import type { Content } from "../templates/content.ts";
import { KOOMESSAGE_ACTIONS } from "../templates/koomessage/actions.ts";
import { type KooMessageTemplate, withResources } from "../templates/koomessage/body.ts";
import { cardIdOf } from "../templates/koomessage/cards.ts";
import { toKooMessage } from "../templates/koomessage/to_koomessage.ts";
import type { Vendor } from "../vendors/words.ts";
import { differenceOf } from "./difference.ts";
import { contentsOf, type FileOf, Reading, type TemplateThere } from "./reading.ts";

/** What a template shows: the ids of its pictures and videos, or their addresses, each once. */
export function resourcesOf({ pages }: Pick<TemplateThere, "pages">): string[] {
  const shown = contentsOf(pages).flatMap(({ src, cover, oppo_background, action_type, action }) => [
    ...[src, cover, oppo_background],
    action_type === KOOMESSAGE_ACTIONS.view_image.type ? action?.target : undefined,
  ]);
  return [...new Set(shown.filter((one) => one !== undefined && one !== ""))] as string[];
}

/** Each value of each option, with those of the others. */
function* choices(options: readonly LayoutOption[]): Generator<Record<string, string | boolean>> {
  const [first, ...others] = options;
  if (!first) return yield {};
  for (const { value } of first.values)
    for (const rest of choices(others)) yield { [first.name]: value, ...rest };
}

/** A reading of a template by one layout in one style with one choice of its options. */
interface Attempt {
  readonly layout: Layout;
  readonly vendors: Vendor[];
  /** Null: a part of it has no place there. */
  readonly content: Content | null;
  readonly reading: Reading;
}

/** Styles and options are not told by the account, so each is tried. */
function* attempts(there: TemplateThere, fileOf: FileOf): Generator<Attempt> {
  for (const layout of LAYOUTS) {
    const styles = layout.styles.length > 0 ? layout.styles.map(({ style }) => style) : [undefined];
    const vendors = there.vendors.filter((vendor) => layout.vendors.includes(vendor));
    for (const style of styles) {
      if (cardIdOf(layout, style) !== there.card_id) continue;
      for (const options of choices(layout.options)) {
        const reading = new Reading(there, { layout, style, options }, fileOf);
        yield { layout, vendors, reading, content: reading.content() };
      }
    }
  }
}

/** A content as one of our layouts holds it. */
export interface ContentHere {
  readonly layout: string;
  readonly vendors: Vendor[];
  readonly content: Content;
}

/**
 * The content of which our mapping makes exactly this template there; null: it has parts or options that we cannot say. What is found is proved by
 * mapping it back.
 */
export function fromKooMessage(there: TemplateThere, fileOf: FileOf): ContentHere | null {
  for (const { layout, vendors, content, reading } of attempts(there, fileOf))
    if (content !== null && faultOf(there, { layout, vendors, content, reading }, fileOf) === null)
      return { layout: layout.layout, vendors, content };
  return null;
}

/** Why no layout of ours holds a template, by the layout that comes nearest to it. */
export function whyUnread(there: TemplateThere, fileOf: FileOf): Words {
  let [nearest, least] = [noCard(there), Number.POSITIVE_INFINITY];
  for (const attempt of attempts(there, fileOf)) {
    const left = attempt.content === null ? attempt.reading.left.length : 0;
    if (left >= least) continue;
    const fault = faultOf(there, attempt, fileOf);
    if (fault !== null) [nearest, least] = [fault, left];
  }
  return nearest;
}

const noCard = ({ card_id }: TemplateThere): Words =>
  w(`没有与 card_id「${card_id}」对应的版式`, `no layout matches card_id “${card_id}”`);

const noPlace = (page: number, position: number, what: string): Words =>
  w(
    `对应的版式无法容纳第 ${page} 页第 ${position} 项的「${what}」`,
    `page ${page}, position ${position}: the layout can't fit its ${what}`,
  );

/** Where a template differs from what our mapping makes of its reading; null: nowhere. */
function faultOf(there: TemplateThere, { layout, vendors, content, reading }: Attempt, fileOf: FileOf) {
  const [first] = reading.left;
  if (content === null)
    return first ? noPlace(first.page + 1, first.position_number, first.type) : noCard(there);
  const mapped = toKooMessage({
    ...{ reference: "00000000-0000-4000-8000-000000000000", name: "", layout: layout.layout, vendors },
    // What the account asks of a name, a trial or a signature is no part of its pages.
    ...{ usage: there.usage, content, signatures: ["0"] },
  });
  if (!("body" in mapped)) return mapped.issues[0]?.words ?? noCard(there);
  const ours = withResources(
    mapped.body,
    mapped.materials.map(({ source }) => source),
  );
  // A card that has no kinds of itself is of the first.
  if ((ours.sub_type ?? 1) !== (there.sub_type || 1))
    return w(`此版式没有 sub_type ${there.sub_type}`, `this layout has no sub_type ${there.sub_type}`);
  const found = differenceOf(contentsOf(ours.pages), contentsOf(withFiles(there.pages, fileOf)));
  return found && noPlace(found.page + 1, found.position_number, found.field);
}

/** Their pages with our files in the place of their ids. */
function withFiles(pages: KooMessageTemplate["pages"], fileOf: FileOf): KooMessageTemplate["pages"] {
  const here = (id: string | undefined) => (id ? (fileOf(id)?.src ?? id) : id);
  return pages.map((page) => ({
    ...page,
    contents: page.contents.map((content) => ({
      ...content,
      ...(content.src ? { src: here(content.src) as string, src_type: 1 as const } : {}),
      ...(content.cover ? { cover: here(content.cover) as string } : {}),
      ...(content.oppo_background ? { oppo_background: here(content.oppo_background) as string } : {}),
      ...(content.action_type === KOOMESSAGE_ACTIONS.view_image.type && content.action
        ? { action: { ...content.action, target: here(content.action.target) as string } }
        : {}),
    })),
  }));
}
