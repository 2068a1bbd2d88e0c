/** Agents at the door of the bot (MCP-1), with the SDK's own client: under an access key, or at a member's terminal. */
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Member } from "./members.ts";
import { ROOT, terminalSettings } from "./terminals.ts";

async function connected(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: "story", version: "1" });
  // The SDK's own transport is not one for `exactOptionalPropertyTypes`.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return client;
}

/** An agent at the terminal of whoever `--as` names, or of whoever has signed in. @param home the folder of the terminal's sessions */
export const atTerminal = (home: string, ...words: string[]): Promise<Client> =>
  connected(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(ROOT, "bot/src/surfaces/mcp/main.ts"), ...words],
      env: { ...terminalSettings(home), TIDINGS_PANEL_URL: "http://panel.test" },
      cwd: ROOT,
      stderr: "pipe",
    }),
  );

/** An agent under a key, at the door of a bot. */
export const underKey = (door: string, bearer: string): Promise<Client> =>
  connected(
    new StreamableHTTPClientTransport(new URL(door), {
      requestInit: { headers: { authorization: `Bearer ${bearer}` } },
    }),
  );

/** A key with these rights, as its bearer. */
export async function keyWith(
  maker: Member,
  name: string,
  ...actions: string[]
): Promise<{ id: string; bearer: string }> {
  const policies = actions.length === 0 ? [] : [name];
  if (actions.length > 0)
    await maker.verb("create_policy", {
      input: { name, document: { Version: "1.1", Statement: [{ Effect: "Allow", Action: actions }] } },
    });
  const { id } = await maker.verb("create_access_key", { input: { name, policies } });
  const { key_id, secret } = await maker.verb("rotate_access_key", { access_key: id });
  return { id, bearer: `${key_id}.${secret}` };
}

/** The names of the tools of a client. */
export const namesOf = async (client: Client): Promise<string[]> =>
  (await client.listTools()).tools.map(({ name }) => name);

/** What a tool answers, and whether it says that it went wrong. */
export async function call(
  client: Client,
  name: string,
  input: object = {},
): Promise<{ text: string; bad: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: { ...input } });
  const text = (content as { text: string }[]).map((part) => part.text).join("\n");
  return { text, bad: isError === true };
}
