import { DECLARED } from "@tidings/shared/declared.ts";
import { PROOFS } from "@tidings/shared/links/proof.ts";
import { say } from "@tidings/shared/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import type { Field } from "../answer.ts";
import { answerOf } from "../database.ts";
import { Refusal } from "../errors.ts";
import { rowWithId } from "../rows.ts";
import type { Match } from "./find.ts";
import type { View } from "./view.ts";

/** A link lives ten minutes: long enough to open it, too short to be passed on. */
export const LINK_MINUTES = 10;

interface Document {
  readonly label: Field["label"];
  readonly name: string;
  readonly path: string;
  readonly bucket: string;
}

/** The files that a row has, in the order of its declaration. */
export function documentsOf(of: Resource, row: Row, locale: View["locale"]): Document[] {
  return Object.entries(of.fields).flatMap(([column, field]) => {
    if (field.kind !== "file" || field.when?.(row) === false) return [];
    const [name, path] = [row[column], row[field.path]];
    if (typeof name !== "string" || typeof path !== "string") return [];
    return [{ label: say(field.label, locale), name, path, bucket: PROOFS[field.proof].bucket }];
  });
}

/**
 * What a row is called, and its files, each with a link that ends after ten minutes. The links are made with the person's own rights.
 * @throws Refusal where the row or one of the files is not theirs to see
 */
export async function signedDocuments(
  view: View,
  { resource, id }: Match,
): Promise<{ title: string; fields: Field[] }> {
  const of = DECLARED[resource];
  const row = await answerOf<Row | null>(rowWithId(view.session, of.view, id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource } });
  const title = titleText(of, row, view);
  const fields = await Promise.all(
    documentsOf(of, row, view.locale).map(async ({ label, name, path, bucket }) => {
      const { data, error } = await view.session.client.storage
        .from(bucket)
        .createSignedUrl(path, LINK_MINUTES * 60);
      if (error) throw error;
      return { label, value: name, href: data.signedUrl };
    }),
  );
  return { title, fields };
}
