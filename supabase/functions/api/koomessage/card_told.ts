/** A template of ours in the service's words. */
import { layoutOf, styleInForce } from "@tidings/shared/layouts/catalogue.ts";
import { type Content, contentSchema } from "@tidings/shared/templates/content.ts";
import { type KooMessageTemplate, withResources } from "@tidings/shared/templates/koomessage/body.ts";
import { cardIdOf } from "@tidings/shared/templates/koomessage/cards.ts";
import { toKooMessage } from "@tidings/shared/templates/koomessage/to_koomessage.ts";
import type { Env } from "../../_core/env.ts";
import type { Row } from "./asked.ts";

/** Its `card_id`; of a layout that the service does not have, the layout's name. */
export function cardOf({ layout, content }: Row): string {
  const found = layoutOf(String(layout));
  const style = (content as Partial<Content> | null)?.style;
  return (found && cardIdOf(found, styleInForce(found, style))) ?? String(layout ?? "");
}

/** Files are named by their addresses, which a template that is made may name too. */
const byAddress = (pages: KooMessageTemplate["pages"]): KooMessageTemplate["pages"] =>
  pages.map((page) => ({
    ...page,
    contents: page.contents.map((one) => (one.src === undefined ? one : { ...one, src_type: 2 as const })),
  }));

/** Its pages, as `POST /v1/aim/templates` takes them; null: a content that the service could not hold. */
export function pagesOf(row: Row, { SUPABASE_URL }: Env): KooMessageTemplate["pages"] | null {
  const content = contentSchema.safeParse(row.content).data;
  if (content === undefined) return null;
  const mapped = toKooMessage({
    ...{ reference: String(row.id), name: "", layout: String(row.layout), content },
    ...{ vendors: row.vendors as string[], usage: row.usage === "trial" ? "trial" : "commercial" },
    // Signatures are no part of its pages.
    signatures: ["0"],
  });
  if (!("body" in mapped)) return null;
  const addresses = mapped.materials.map(({ source }) =>
    source.startsWith("/") ? SUPABASE_URL + source : source,
  );
  return byAddress(withResources(mapped.body, addresses).pages);
}
