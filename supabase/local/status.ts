/** `npm run status`: where the running copy is, for people, or with --json for programs. */
import { readEnv } from "./env.ts";
import { running } from "./state.ts";
import { wordsFor } from "./words.ts";

const { TIDINGS_HOME: home } = readEnv();
const facts = await running(home);
if (!facts) {
  console.error(wordsFor(process.env).nothing(home));
  process.exit(1);
}
if (process.argv.includes("--json")) console.log(JSON.stringify(facts, null, 2));
else for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)}${value}`);
