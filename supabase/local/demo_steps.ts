/** What the layers of the demo share: verbs are called by its people, as the seed's are. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type postgres from "postgres";
import { fitMeasure, KEPT } from "../../shared/src/files/kinds.ts";
import type { ProofKind } from "../../shared/src/resource/proofs.ts";
import { ROOT } from "./env.ts";
import { layObject } from "./objects.ts";

const FILES = join(ROOT, "supabase/demo");

export type Step = postgres.TransactionSql;

/** From here on the verbs are called by this person, as the seed's are. */
export async function be(step: Step, email: string): Promise<void> {
  await step`
    with made as (
      insert into auth.sessions (id, user_id, created_at, updated_at, user_agent)
      select gen_random_uuid(), u.id, now(), now(), 'supabase/seed.sql' from auth.users u where u.email = ${email} returning id, user_id)
    select set_config('request.jwt.claims', jsonb_build_object('sub', user_id, 'role', 'authenticated', 'session_id', id)::text, true),
      set_config('request.headers', '{"x-tidings-source": "terminal"}', true) from made`;
}

/** Calls a verb. @throws where it is refused, with the refusal */
export async function call(step: Step, verb: string, args: Readonly<Record<string, unknown>>) {
  const names = Object.keys(args).map((name, at) => `${name} => $${at + 1}`);
  const values = Object.values(args).map((value) =>
    typeof value === "string" ? value : step.json(value as postgres.JSONValue),
  );
  const [row] = await step.unsafe(`select public.${verb}(${names.join(", ")}) as answer`, values);
  const { answer } = row as unknown as { answer: { id: string; code?: string; hint?: string } };
  if (answer.code !== undefined && answer.hint !== undefined)
    throw new Error(`the demo was refused: ${verb} ${JSON.stringify(answer)}`);
  return answer;
}

/** Approves what was shown just now. */
export async function approve(step: Step, resource: string, id: string): Promise<void> {
  const [row] = await step<{ offers: { verb: string; shown: string }[] }[]>`
    select public.allowed_transitions(${resource}, array[${id}]) -> ${id} as offers`;
  const shown = row?.offers.find(({ verb }) => verb === "approve")?.shown ?? "";
  await call(step, `approve_${resource}`, { [resource]: id, shown });
}

/** Lays a file of the demo where Storage keeps it, as the function keep-file would. `file` is in supabase/demo, `home` TIDINGS_HOME, under which objects lie. */
export async function keep(step: Step, home: string, kind: ProofKind, enterprise: string, file: string) {
  const { bucket } = KEPT[kind];
  const content = await readFile(join(FILES, file));
  const fit = fitMeasure(kind, content);
  if (fit === null) throw new Error(`${file} is no file for ${kind}`);
  const { type, bytes, width, height } = fit.measure;
  const hash = createHash("sha256").update(content).digest("hex");
  const path = `${enterprise}/${hash}.${fit.format.ending}`;
  await layObject(step, home, bucket, path, content, type);
  await step`select private.record_kept(${bucket}, ${path}, ${hash}, ${type}, ${bytes}, ${width ?? null}, ${height ?? null}, null)`;
  return { path, name: basename(file) };
}
