import { createPublicKey, verify } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type APIInteraction, type APIInteractionResponse, InteractionType } from "discord-api-types/v10";
import { type Route, reply } from "../../server/server.ts";
import type { FirstAnswer } from "./line.ts";

/** `POST /discord/interactions`: interactions over HTTP instead of the gateway, signed with Ed25519. */

/** A signed request may be this old, in seconds, or this far ahead of our clock: a recorded one is of no use later. */
const OLDEST_S = 300;

/** The DER prefix of an Ed25519 public key of 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

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

/** Was it signed within the last five minutes? `timestamp` is in seconds since 1970. */
function isFresh(timestamp: string): boolean {
  return /^\d{1,11}$/.test(timestamp) && Math.abs(Date.now() / 1_000 - Number(timestamp)) <= OLDEST_S;
}

function interactionIn(body: Buffer): APIInteraction | null {
  try {
    const read: unknown = JSON.parse(body.toString("utf8"));
    return typeof read === "object" && read !== null && "type" in read ? (read as APIInteraction) : null;
  } catch {
    return null;
  }
}

/** The route. `take` handles an interaction and gives its first response to `answer`. */
export function interactionsRoute(
  publicKey: string,
  take: (interaction: APIInteraction, answer: FirstAnswer) => void,
): Route {
  return (request, response) => {
    const header = (name: string) => String(request.headers[name] ?? "");
    const timestamp = header("x-signature-timestamp");
    if (!isSigned(publicKey, timestamp, request.rawBody, header("x-signature-ed25519")))
      return reply(response, 401, { message: "The signature is not Discord's." });
    if (!isFresh(timestamp)) return reply(response, 401, { message: "The request was signed long ago." });
    const interaction = interactionIn(request.rawBody);
    if (interaction === null) return reply(response, 400, { message: "This is no interaction." });
    if (interaction.type === InteractionType.Ping) return reply(response, 200, { type: 1 });
    take(interaction, inReply(response));
  };
}
