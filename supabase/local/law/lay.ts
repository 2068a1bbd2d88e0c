/**
 * `npm run law`: writes the texts of `supabase/law` and the rows of `shared` into migrations, since `supabase db push` is the only way
 * into a database.
 */
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { FIRST, isReleased, type LawPlace, put, readTexts, removeDrafts, sealed, sqlFiles } from "./files.ts";
import { changesAt } from "./migrated.ts";
import { registerTables } from "./register.ts";
import { registerChanges } from "./register_sql.ts";
import { goneLine } from "./undo.ts";

/** The law of the project. */
export const HERE: LawPlace = {
  law: join(ROOT, "supabase/law"),
  migrations: join(ROOT, "supabase/migrations"),
  register: registerTables,
};

const LAW_HEAD = `-- The law: functions, views, triggers, policies, grants and comments. Written by \`npm run law\` from supabase/law; edit there.
-- Bodies are not checked while they are made, since a function may call one that comes later.
`;
const REGISTER_HEAD =
  "-- The register of refusals, the shapes of inputs, and whatever else the database reads of shared/src. Written by `npm run law`; edit there.\n";

const fileOf = (statements: readonly string[]) => `${statements.join(";\n\n")};\n`;
const lawFile = (statements: readonly string[], silent: readonly string[] = []) =>
  LAW_HEAD + silent.map(goneLine).join("") + fileOf(["set check_function_bodies = off", ...statements]);
const registerFile = (changes: readonly { statements: string[] }[]) =>
  REGISTER_HEAD + fileOf(changes.flatMap(({ statements }) => statements));

async function firstFiles(at: LawPlace): Promise<{ register: string; law: string }> {
  const texts = await readTexts(at);
  return {
    register: sealed(registerFile(registerChanges(new Map(), at.register()))),
    law: sealed(lawFile([...texts.values()].map(({ sql }) => sql))),
  };
}

/** What a migration after the release has to say, in words; empty when the law is in the migrations as it is written. */
export async function driftOfLaw(at = HERE): Promise<string[]> {
  return (await changesAt(at)).drift;
}

/**
 * Writes the law where `migrate` and `supabase db push` read it; nothing where it is there already. A law that was released is
 * not written again: throws when it says something else than the texts.
 */
export async function layLaw(at = HERE): Promise<void> {
  if (await isReleased(at)) {
    await removeDrafts(at);
    const drift = await driftOfLaw(at);
    if (drift.length === 0) return;
    throw new Error(
      `The law is released, and has changed since. Write what changed: npm run law -- --forward\n${drift.join("\n")}`,
    );
  }
  const { register, law } = await firstFiles(at);
  await Promise.all([put(at, FIRST.register, register), put(at, FIRST.law, law)]);
}

/** Writes the law for the last time: from now on other databases have it. Answers the names of its migrations. */
export async function releaseLaw(at = HERE): Promise<string[]> {
  if (await isReleased(at))
    throw new Error("The law is released already. What changed is written by: npm run law -- --forward");
  const { register, law } = await firstFiles(at);
  await put(at, FIRST.released.register, register);
  await put(at, FIRST.released.law, law);
  await removeDrafts(at);
  return Object.values(FIRST.released);
}

/** After every migration there is, also where one is of tomorrow. */
async function nextVersion({ migrations }: LawPlace, now: Date): Promise<number> {
  const last = (await sqlFiles(migrations)).at(-1)?.slice(0, 14) ?? "";
  return Math.max(Number(now.toISOString().replace(/\D/g, "").slice(0, 14)), Number(last) + 1);
}

/** Writes what changed since the release into new migrations, after all others. Answers their names; none when nothing has changed. */
export async function forwardLaw(at = HERE, now = new Date()): Promise<string[]> {
  if (!(await isReleased(at)))
    throw new Error("Nothing is released yet, so the law is written anew: npm run law");
  const { register, law, drift } = await changesAt(at);
  if (drift.length === 0) return [];
  const first = await nextVersion(at, now);
  const texts = { register: registerFile(register), law: lawFile(law.statements, law.silent) };
  const said = { register: register.length > 0, law: law.statements.length + law.silent.length > 0 };
  // The register first: verbs are made of the shapes of inputs.
  const names = (["register", "law"] as const)
    .filter((kind) => said[kind])
    .map((kind, index) => ({ kind, name: `${first + index}_${kind}.sql` }));
  for (const { kind, name } of names) await put(at, name, texts[kind]);
  return names.map(({ name }) => name);
}
