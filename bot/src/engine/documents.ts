import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { say } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { evidenceOf } from "@tidings/shared/resource/evidence_of.ts";
import { PROOFS } from "@tidings/shared/resource/proofs.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { answerOf } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { Field } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import type { Match } from "./find.ts";
import type { View } from "./view.ts";

/** A link lives ten minutes: long enough to open it, too short to be passed on. */
export const LINK_MINUTES = 10;

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
    evidenceOf(of, row).map(async ({ label, name, path, kind }) => {
      const { data, error } = await view.session.client.storage
        .from(PROOFS[kind].bucket)
        .createSignedUrl(path, LINK_MINUTES * 60);
      if (error) throw error;
      return { label: say(label, view.locale), value: name, href: data.signedUrl };
    }),
  );
  return { title, fields };
}
