import { createPublicKey, verify } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type APIInteraction, type APIInteractionResponse, InteractionType } from "discord-api-types/v10";
import { type Route, reply } from "../../server.ts";
import type { FirstAnswer } from "./line.ts";

/** `POST /discord/interactions`: interactions over HTTP, signed with Ed25519, for where the gateway is not used. */

const LARGEST = 1024 * 1024;

/** DER of an Ed25519 public key, before its 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LARGEST) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Does the signature belong to this time and body, under Discord's key for the application? */
export function isSigned(publicKey: string, timestamp: string, body: Buffer, signature: string): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature)) return false;
  const der = Buffer.concat([SPKI, Buffer.from(publicKey, "hex")]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
}

/** The first answer goes into the reply to the request; a second one would have nowhere to go. */
function inReply(response: ServerResponse): FirstAnswer {
  return async (answer: APIInteractionResponse) => {
    if (!response.headersSent) reply(response, 200, answer);
  };
}

/** The route. `take` works on an interaction; its first answer goes through the given way. */
export function interactionsRoute(
  publicKey: string,
  take: (interaction: APIInteraction, answer: FirstAnswer) => void,
): Route {
  return async (request, response) => {
    const header = (name: string) => String(request.headers[name] ?? "");
    const body = await bodyOf(request);
    if (body === null) return reply(response, 413, { message: "That is too much." });
    const timestamp = header("x-signature-timestamp");
    if (!isSigned(publicKey, timestamp, body, header("x-signature-ed25519"))) {
      return reply(response, 401, { message: "The signature is not Discord's." });
    }
    const interaction = JSON.parse(body.toString("utf8")) as APIInteraction;
    if (interaction.type === InteractionType.Ping) return reply(response, 200, { type: 1 });
    take(interaction, inReply(response));
  };
}
