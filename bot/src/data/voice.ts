import { createHmac, randomUUID } from "node:crypto";

const hmac = (text: string, key: string) =>
  createHmac("sha256", Buffer.from(key, "hex")).update(text, "utf8").digest("hex");

/** The name of a chat account, `slack:<team>:<user>` or `discord:-:<user>`, with the proof that the bot speaks for it now. */
export type Voice = Readonly<Record<"x-chat-user" | "x-chat-request" | "x-chat-proof", string>>;

/**
 * The headers by which the database believes for whom the bot speaks (`private.chat_user`): an HMAC by a key that neither the bot's
 * password nor a token of its gives, over the time, a request id and the chat account. Good for a minute, so each HTTP request is signed anew.
 *
 * @param key TIDINGS_BOT_KEY, 32 bytes in hex
 */
export function voiceOf(chatUser: string, key: string, now = Date.now(), request = randomUUID()): Voice {
  const at = Math.floor(now / 1000);
  const signed = `v1.${at}.${request}.${chatUser}`;
  return {
    "x-chat-user": chatUser,
    "x-chat-request": request,
    "x-chat-proof": `v1.${at}.${hmac(signed, key)}`,
  };
}

/**
 * What a run is believed by (`private.take_chat_run`): an HMAC over who asked for it and the platform's own id of what they did.
 * A run is carried out in that person's name later, so anyone who has the bot's password alone must not be able to leave one.
 */
export function runProof(
  { provider, team, key, chatUser }: Readonly<Record<"provider" | "team" | "key" | "chatUser", string>>,
  botKey: string,
): string {
  const signed = ["run", provider, team, key, chatUser].join(".");
  return hmac(signed, botKey);
}
