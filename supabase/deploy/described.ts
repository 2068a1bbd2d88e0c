/**
 * Writes the description of the API as it is kept in the tree, supabase/functions/api/openapi.json, so that a change of it is seen:
 * `node supabase/deploy/described.ts`. With --check it says what was taken away or narrowed since, and fails where anything has drifted.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { described } from "../functions/api/openapi.ts";
import { ROUTES } from "../functions/api/routes.ts";
import { ROOT } from "../local/env.ts";
import { breaking, type Fields } from "./breaking.ts";

const KEPT = join(ROOT, "supabase/functions/api/openapi.json");
const COMMAND = "node supabase/deploy/described.ts";
const UNDER = "/functions/v1/api";

/** One line for each operation and each thing that has a name, so that two changes meet in one line only where they are about one. */
export function textOf(document: object): string {
  const lines = (all: object, depth: string) =>
    Object.entries(all)
      .map(([name, one]) => `${depth}${JSON.stringify(name)}: ${JSON.stringify(one)}`)
      .join(",\n");
  const blocks = Object.entries(document).map(([name, one]) => {
    if (name !== "paths" && name !== "components") return `  ${JSON.stringify(name)}: ${JSON.stringify(one)}`;
    const inner = Object.entries(one as object).map(
      ([part, all]) => `    ${JSON.stringify(part)}: {\n${lines(all as object, "      ")}\n    }`,
    );
    return `  ${JSON.stringify(name)}: {\n${inner.join(",\n")}\n  }`;
  });
  return `{\n${blocks.join(",\n")}\n}\n`;
}

/** The description as the routes make it now. */
export const descriptionNow = (): Fields => described(ROUTES, UNDER) as Fields;

/** The one that is kept. */
export const descriptionKept = async (): Promise<Fields> =>
  JSON.parse(await readFile(KEPT, "utf8")) as Fields;

/** Where what is kept is not what the routes make: what to do about it; null where they agree. */
export function driftOf(kept: Fields, now: Fields): string | null {
  if (textOf(kept) === textOf(now)) return null;
  const broken = breaking(kept, now);
  const what =
    broken.length === 0
      ? "Nothing was taken away or narrowed."
      : `Taken away or narrowed, which programs that work today may need:\n  ${broken.join("\n  ")}`;
  return `The description of the API has changed. ${what}\nIf it is meant: ${COMMAND}`;
}

if (import.meta.main) {
  const now = descriptionNow();
  if (process.argv.includes("--check")) {
    const drift = driftOf(await descriptionKept(), now);
    if (drift !== null) console.error(drift);
    process.exitCode = drift === null ? 0 : 1;
  } else await writeFile(KEPT, textOf(now));
}
