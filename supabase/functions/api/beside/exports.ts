/** Exports: one is made, and its file is fetched at an address that is good for a minute. */
import { toldRow } from "@tidings/shared/catalogue/answers.ts";
import { INPUTS } from "@tidings/shared/catalogue/inputs.ts";
import { exportFile } from "@tidings/shared/exports/export.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { actAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import { rowWith } from "../resources/rows.ts";
import { pathOf, shapesOf } from "../resources/shapes.ts";
import type { Answer, Asked, Route } from "../route.ts";

const path = pathOf(exportFile);
const common = { method: "post", dialect: "own", group: headOf("export").many } as const;

const download = named(
  "ExportDownload",
  z.object({
    url: z.string().describe("Returns the file to anyone who opens it within a minute"),
    bytes: z.number(),
  }),
);

async function make(asked: Asked): Promise<Answer> {
  const made = (await actAs(asked.caller, asked.env, "create_export", {
    input: asked.body,
    request: asked.request(),
  })) as { id: string };
  const row = await rowWith(exportFile, made.id, asked);
  return { body: row === null ? { id: made.id } : toldRow(shapesOf(exportFile).whole, row) };
}

async function fetchIt(asked: Asked): Promise<Answer> {
  const told = z
    .object({ ticket: z.string(), bytes: z.coerce.number() })
    .parse(await actAs(asked.caller, asked.env, "download_export", { export: asked.place.id ?? "" }));
  const url = `${asked.env.SUPABASE_URL}/functions/v1/export-rows?ticket=${encodeURIComponent(told.ticket)}`;
  return { body: { url, bytes: told.bytes } };
}

export const EXPORT_ROUTES: readonly Route[] = [
  {
    ...{
      ...common,
      path,
      summary: w("将列表或报表导出为文件", "Export a list or report to a file"),
    },
    description:
      "Generated in the background; progress shows how far it is. `source` is the list's name in exports.",
    body: INPUTS.create_export as z.ZodObject,
    ...{ once: "may", answers: { 201: shapesOf(exportFile).after } },
    run: make,
  },
  {
    ...{
      ...common,
      path: `${path}/:id/download`,
      summary: w("获取导出文件的下载地址", "Get an export's download URL"),
    },
    answers: { 200: download },
    run: fetchIt,
  },
];
