/** `npm run law`: writes the law into migrations; `--release` for the last time, `--forward` what changed after that. */
import { forwardLaw, layLaw, releaseLaw } from "./lay.ts";

/** Answers what to say. */
async function main(given: readonly string[]): Promise<string> {
  const list = (names: readonly string[]) => names.map((name) => `supabase/migrations/${name}`).join("\n");
  if (given.includes("--forward")) return list(await forwardLaw()) || "Nothing has changed.";
  if (given.includes("--release"))
    return `${list(await releaseLaw())}\nCommit these. They are never written again.`;
  await layLaw();
  return "The law stands in supabase/migrations.";
}

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
