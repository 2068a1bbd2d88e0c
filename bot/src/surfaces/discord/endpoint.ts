import { createPublicKey, verify } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type APIInteraction, type APIInteractionResponse, InteractionType } from "discord-api-types/v10";
import { type Route, reply } from "../../server.ts";
import type { FirstAnswer } from "./line.ts";

/** `POST /discord/interactions`: interactions over HTTP instead of the gateway, signed with Ed25519. */

const LARGEST = 1024 * 1024;

/** The DER prefix of an Ed25519 public key of 32 bytes. */
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

/** Is this Discord's signature of the timestamp and the body? */
export function isSigned(publicKey: string, timestamp: string, body: Buffer, signature: string): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signature)) return false;
  const der = Buffer.concat([SPKI, Buffer.from(publicKey, "hex")]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
}

/** Sends the first response as the HTTP response. */
function inReply(response: ServerResponse): FirstAnswer {
  return async (answer: APIInteractionResponse) => {
    if (!response.headersSent) reply(response, 200, answer);
  };
}

/** The route. `take` handles an interaction and gives its first response to `answer`. */
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
