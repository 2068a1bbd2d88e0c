/** `POST /import-numbers {file_id}`: imports the next part of a number file (spec SND-5, design §2 step 2). */
import { z } from "zod";
import { sees, whoCalls } from "../_core/caller.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { countCall } from "../_core/limits.ts";
import { answering, json, onlyMethods, Refusal } from "../_core/reply.ts";
import { jsonOf } from "../_core/request.ts";
import type { Objects } from "./objects.ts";
import { type Databases, importNextPart } from "./part.ts";

const input = z.object({ file_id: z.guid() });

/** How far a file is. `done`: there is nothing left to do, because it is ready or has failed (`error` says why). */
export type Progress = {
  done: boolean;
  state: string;
  error: string | null;
  parts_done: number;
  parts: number;
  lines: number;
  accepted: number;
  invalid: number;
  duplicates: number;
};

/**
 * One part a request, so that each stays under 2 s of CPU; call again until `done`. `busy` tells that somebody else
 * was at this file all the while. Refuses 400, 401, 403 (a person who may only read), 404 (not visible to the
 * caller), 405, 409 (its upload has not ended), 429 (too_many_requests).
 */
export function makeHandler(
  env: Env,
  on: Databases,
  objects: Objects,
): (request: Request) => Promise<Response> {
  const { sql } = on;
  return answering("import-numbers", async (request) => {
    onlyMethods(request, "POST");
    const read = input.safeParse(await jsonOf(request));
    if (!read.success) throw new Refusal(400, "input_invalid", 'Send {"file_id": "<uuid>"}.');
    const file = read.data.file_id;
    const caller = await whoCalls(request, env);
    await countCall(sql, caller, "import_numbers");
    if (!(await sees(caller, env, "number_files", file))) throw notFound();
    if (caller.kind === "person") await mustMay(sql, file, caller.user_id);
    const busy = (await importNextPart(on, objects, file)) === "busy";
    const progress = await progressOf(sql, file);
    if (progress.state === "uploading") {
      throw new Refusal(409, "wrong_state", "The file is still being uploaded.", {
        details: { resource: "number_file", state: "uploading", verb: "import" },
      });
    }
    return json(busy ? { ...progress, busy } : progress);
  });
}

const notFound = () => new Refusal(404, "not_found", "There is no such number file.");

/** @throws Refusal 403 for a person who may not make number files in the enterprise of this one */
async function mustMay(sql: Sql, file: string, person: string | null): Promise<void> {
  const [row] = await sql<
    { may: boolean }[]
  >`select private.may_import(${file}::uuid, ${person}::uuid) as may`;
  if (row?.may) return;
  throw new Refusal(403, "forbidden", "You don't have permission to import number files.", {
    details: { action: "KooMessage:numberFile:create" },
  });
}

async function progressOf(sql: Sql, file: string): Promise<Progress> {
  const [row] = await sql<Progress[]>`select * from private.import_progress(${file}::uuid)`;
  if (!row) throw notFound();
  return row;
}
