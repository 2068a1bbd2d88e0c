import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { REST } from "discord.js";
import type { APIInteraction, APIInteractionResponse, APIMessage } from "discord-api-types/v10";
import { plainAsking } from "../../chat/asking.ts";
import type { Stage } from "../../chat/carrier.ts";
import { isDead } from "../../chat/dead_buttons.ts";
import type { Asked, ChatRun } from "../../chat/runs.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { Answer } from "../../ground/answer.ts";
import type { DiscordContext } from "./context.ts";
import { handle } from "./handlers.ts";
import type { DiscordMessage } from "./message.ts";

/** What an interaction has come to. */
export interface Came {
  readonly first: readonly APIInteractionResponse[];
  /** `edit` of the message, `follow` of it, `remove`. */
  readonly after: readonly (readonly [
    how: string,
    body: DiscordMessage["body"] & { readonly flags?: number },
  ])[];
  readonly canPost: boolean | undefined;
}

export interface DiscordChat {
  /** What the command suggests for the option of a modal. */
  names: readonly string[];
  /** Sends an interaction to the handlers, whose command gives this answer; `now`: its message as it is now. */
  interact(interaction: object, answer: Answer, now?: Partial<APIMessage>): Promise<Came>;
  close(): void;
}

const HOWS: Readonly<Record<string, string>> = { PATCH: "edit", POST: "follow", DELETE: "remove" };

/** The handlers of Discord with its webhooks, without the database. */
export async function startDiscordChat(): Promise<DiscordChat> {
  let after: [string, DiscordMessage["body"]][] = [];
  let message: Partial<APIMessage> = {};
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const how = HOWS[request.method ?? ""];
      if (how) after.push([how, JSON.parse(text || "{}")]);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: "1", channel_id: "2", ...message }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const hooks = new REST({ api: `http://127.0.0.1:${port}/api` });

  const chat: DiscordChat = {
    names: [],
    async interact(interaction, answer, now = {}) {
      after = [];
      message = now;
      const first: APIInteractionResponse[] = [];
      const carried: { run: ChatRun; stage: Stage }[] = [];
      const context = {
        dispatcher: {
          commands: COMMANDS,
          localeOf: () => "en",
          buttons: async () => [],
          suggestAsked: async () => chat.names,
          asking: async (_person: unknown, _token: string, option: string) => plainAsking(option, "en"),
        },
        hooks,
        runs: { take: async (asked: Asked) => taken(asked, answer), keep: async () => true },
        carrier: { carry: async (run: ChatRun, stage: Stage) => void carried.push({ run, stage }) },
        inflight: { start: (_name: string, work: () => Promise<void>) => void work() },
        follow: async () => {},
        redrawCards: async () => true,
      } as unknown as DiscordContext;
      const whole = { id: "1", application_id: "1", token: "t", user: { id: "11" }, channel: { id: "5" } };
      await handle(context, { ...whole, ...interaction } as unknown as APIInteraction, async (response) => {
        first.push(response);
        return true;
      });
      const canPost = (await carried[0]?.stage.aboutChannel?.())?.canPost;
      await carried[0]?.stage.show(answer);
      return { first, after, canPost };
    },
    close: () => void server.close(),
  };
  return chat;
}

/** A run as the database gives it back. */
function taken({ person, place, what }: Asked, answer: Answer): ChatRun {
  const pressed = "token" in what ? { command: "", input: what.more, request: "q" } : null;
  const refused = isDead(answer) ? { refused: { code: answer.refusal?.code ?? "" } } : {};
  return JSON.parse(
    JSON.stringify({
      id: "r1",
      attempt: 1,
      state: "begun",
      person,
      work: "work" in what ? what.work : { ...pressed, ...refused },
      place,
      steps: {},
      answer: null,
      stranger: false,
    }),
  );
}
