/** Number files of any size: one is begun (`POST /resources/numbers`), its parts are sent, and it is finished. The import runs on its own. */
import { toldRow } from "@tidings/shared/catalogue/answers.ts";
import { INPUTS } from "@tidings/shared/catalogue/inputs.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { numberFile } from "@tidings/shared/numbers/number_file.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { actAs, putAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import { notFound, rowWith } from "../resources/rows.ts";
import { pathOf, shapesOf } from "../resources/shapes.ts";
import type { Answer, Asked, Route } from "../route.ts";

const path = pathOf(numberFile);
const common = { dialect: "own", group: headOf("number_file").many, once: "may" } as const;

const query = z.strictObject({
  first_line: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .describe("The number of its first line in the file, from 1"),
});
const kept = named(
  "NumberFilePart",
  z.object({ file_id: z.string(), part: z.int(), parts_here: z.int(), parts: z.int() }),
);

/** Keeps a part, and registers it. A part that was sent before is replaced. */
async function send(asked: Asked): Promise<Answer> {
  const { id = "", part = "" } = asked.place;
  const row = await rowWith(numberFile, id, asked);
  if (row === null || !/^\d{1,4}$/.test(part)) throw notFound(numberFile);
  const input = { part: Number(part), bytes: asked.bytes.length, first_line: Number(asked.query.first_line) };
  // Of a file that takes no parts any more the law says so, and nothing is kept.
  const place = `numbers/${row.enterprise_id}/${id}/${input.part}.csv`;
  if (row.state === "uploading" && input.part > 0 && asked.bytes.length > 0)
    await putAs(asked.caller, asked.env, place, asked.bytes, "text/csv");
  const told = await actAs(asked.caller, asked.env, "add_number_part", {
    file: id,
    input,
    request: asked.request(),
  });
  return { body: toldRow(kept, told as Record<string, unknown>) };
}

async function finish(asked: Asked): Promise<Answer> {
  const { id = "" } = asked.place;
  await actAs(asked.caller, asked.env, "start_import", { file: id, request: asked.request() });
  const row = await rowWith(numberFile, id, asked);
  if (row === null) throw notFound(numberFile);
  return { body: toldRow(shapesOf(numberFile).whole, row) };
}

async function type(asked: Asked): Promise<Answer> {
  const { phones } = asked.body as { phones?: (string | null)[] | null };
  // Numbers are typed as people write them; the law takes them in one form.
  const read = phones?.map((one) => (one === null ? null : (phoneOrNull(one) ?? one)));
  const made = (await actAs(asked.caller, asked.env, "type_numbers", {
    input: { ...asked.body, ...(read ? { phones: read } : {}) },
    request: asked.request(),
  })) as { id: string };
  const row = await rowWith(numberFile, made.id, asked);
  return { body: row === null ? { id: made.id } : toldRow(shapesOf(numberFile).whole, row) };
}

export const NUMBER_ROUTES: readonly Route[] = [
  {
    ...{ ...common, method: "put", path: `${path}/:id/parts/:part` },
    summary: w("上传号码文件的一个分片", "Upload a part of a number file"),
    description:
      "UTF-8 CSV of at most 4,000,000 bytes. Part numbers start at 1. Each part ends at a line end; the first starts with the header, if any. You can resend parts until the file is finished.",
    ...{ query, bytes: { type: "text/csv" }, answers: { 200: kept } },
    run: send,
  },
  {
    ...{ ...common, method: "post", path: `${path}/:id/finish` },
    summary: w("所有分片上传完毕后，结束上传", "Finish an upload once all parts are uploaded"),
    description: "Starts the import, which runs in the background; progress shows how far it is.",
    answers: { 200: shapesOf(numberFile).whole },
    run: finish,
  },
  {
    ...{ ...common, method: "post", path: `${path}/typed` },
    summary: w("用少量号码创建号码文件", "Create a number file from a few numbers"),
    body: INPUTS.type_number_file as z.ZodObject,
    answers: { 201: shapesOf(numberFile).after },
    run: type,
  },
];
