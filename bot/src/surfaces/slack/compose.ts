import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Answer, Picture } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { type SlackMessage, slackMessage } from "./blocks.ts";
import { slackError } from "./calls.ts";
import type { SlackContext } from "./context.ts";
import { uploadPicture } from "./files.ts";

/** Answers as messages, with their pictures uploaded. */

const MOST_PICTURES = 200;
/** By workspace, as no other one has the file. */
const uploads = new WeakMap<webApi.WebClient, Map<string, string>>();

/** The file id of a picture on Slack. The same picture is uploaded once. */
async function pictureId(client: webApi.WebClient, picture: Picture): Promise<string> {
  const uploaded = uploads.get(client) ?? new Map<string, string>();
  uploads.set(client, uploaded);
  const key = createHash("sha256").update(picture.png).digest("hex");
  const known = uploaded.get(key);
  if (known !== undefined) return known;
  const id = await uploadPicture(client, picture);
  if (uploaded.size >= MOST_PICTURES) uploaded.clear();
  uploaded.set(key, id);
  return id;
}

/** The answer as a message: uploads its picture and mints its buttons. A picture that cannot be uploaded is left out. */
export async function composed(
  context: Pick<SlackContext, "client" | "dispatcher">,
  answer: Answer,
  locale: Locale,
): Promise<SlackMessage> {
  const picture = answer.picture
    ? pictureId(context.client, answer.picture).catch((error: unknown) => {
        log.error("slack.picture", error);
        return null;
      })
    : Promise.resolve(null);
  const [id, buttons] = await Promise.all([
    picture,
    context.dispatcher.buttons(answer.actions ?? [], { card: answer.card, locale }),
  ]);
  return slackMessage(answer, { buttons, pictureId: id, locale });
}

const UPLOAD_ATTEMPTS = 4;

/** Sends a message with a picture. Slack answers `invalid_blocks` until it has processed the upload; then without it. */
export async function withPicture<T>(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  const hasPicture = message.blocks.some((block) => block.type === "image");
  for (let attempt = 1; hasPicture && attempt <= UPLOAD_ATTEMPTS; attempt += 1) {
    try {
      return await send(message);
    } catch (error) {
      if (slackError(error) !== "invalid_blocks") throw error;
      await pause(250 * 2 ** attempt);
    }
  }
  return send({ ...message, blocks: message.blocks.filter((block) => block.type !== "image") });
}
