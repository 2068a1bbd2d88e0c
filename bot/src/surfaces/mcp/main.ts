/** `npm run -s mcp`: the registry as an MCP server over stdin and stdout, for an agent of the member who is signed in at this terminal. */
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { nearestLocale } from "@tidings/shared/ground/locale.ts";
import { newTrace } from "@tidings/shared/ground/trace.ts";
import { COMMANDS } from "../../commands/list.ts";
import { errorAnswer } from "../../ground/errors.ts";
import { inTrace } from "../../ground/trace.ts";
import { openContext } from "../../registry/run.ts";
import { readArgv } from "../terminal/argv.ts";
import { terminalEnv } from "../terminal/env.ts";
import { openPerson } from "../terminal/person.ts";
import { mcpServer } from "./server.ts";

process.umask(0o077);

async function main(): Promise<void> {
  const { as } = readArgv(process.argv.slice(2));
  const env = terminalEnv();
  const locale = nearestLocale(env.language);
  const database = await openPerson(env, as, locale).catch((error: unknown) => {
    const { title, text } = errorAnswer(error, locale);
    throw new Error([title, text].filter(Boolean).join("\n"));
  });
  const { session } = database;
  const open = () =>
    openContext({ session, commands: COMMANDS, localeHint: locale, asked: env.asked, panel: env.panel });
  const server = mcpServer(() => inTrace(newTrace(), open));
  const end = async () => {
    await database.close();
    process.exit(0);
  };
  server.onclose = () => void end();
  // The client ends it by closing the pipe.
  process.stdin.once("end", () => void server.close());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.close());
  await server.connect(new StdioServerTransport());
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
