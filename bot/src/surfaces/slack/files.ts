import type { webApi } from "@slack/bolt";
import type { OutputFile, Picture } from "../../ground/answer.ts";
import { FileUnavailable, type InputFile } from "../../registry/registry.ts";
import { slackError, withRetry } from "./calls.ts";
import type { SlackFile } from "./form_input.ts";

/** Files from and to Slack. */

/**
 * May the bot's token be sent to this URL? A file of another service (Drive …) has a URL there, and anyone who gets the
 * token can act as the bot.
 */
function isSlacks(address: URL, apiUrl: string): boolean {
  if (address.origin === new URL(apiUrl).origin) return true;
  return address.protocol === "https:" && /(^|\.)slack(-edge|-files)?\.com$/.test(address.hostname);
}

/** A person's file on Slack, downloaded when it is read. */
export function slackFile(client: webApi.WebClient, file: SlackFile): InputFile {
  const open = async (): Promise<ReadableStream<Uint8Array>> => {
    const about = file.url_private_download ? file : await infoOf(client, file.id).catch(unavailable);
    const address = URL.parse(about.url_private_download ?? about.url_private ?? "");
    if (!address || !isSlacks(address, client.slackApiUrl))
      throw new FileUnavailable(`${file.id}: not on Slack`);
    const answer = await fetch(address, { headers: { authorization: `Bearer ${client.token}` } });
    // Without permission Slack answers 200 with a sign-in page.
    const page = (answer.headers.get("content-type") ?? "").startsWith("text/html");
    if (!answer.ok || page || answer.body === null) throw new FileUnavailable(`${file.id}: ${answer.status}`);
    return answer.body;
  };
  return { name: file.name ?? "numbers.csv", bytes: file.size ?? null, open };
}

function unavailable(error: unknown): never {
  throw slackError(error) === null ? error : new FileUnavailable(String(error));
}

async function infoOf(client: webApi.WebClient, id: string): Promise<SlackFile> {
  const { file } = await withRetry(() => client.files.info({ file: id }));
  if (!file) throw new FileUnavailable(id);
  return { ...file, id };
}

/** The file with this id: for a form that was opened from a message with a file. One that is gone fails when it is read. */
export async function slackFileById(client: webApi.WebClient, id: string): Promise<InputFile> {
  try {
    return slackFile(client, await infoOf(client, id));
  } catch (error) {
    if (slackError(error) === null && !(error instanceof FileUnavailable)) throw error;
    return slackFile(client, { id });
  }
}

/** What a run keeps of a file, to open it again. */
export function fileReference({ id, name, size, url_private_download, url_private }: SlackFile): SlackFile {
  return {
    id,
    ...(name ? { name } : {}),
    ...(size === undefined ? {} : { size }),
    ...(url_private_download ? { url_private_download } : {}),
    ...(url_private ? { url_private } : {}),
  };
}

/**
 * Uploads a picture without sharing it, so that a message block can show it.
 * @returns the file id
 */
export async function uploadPicture(client: webApi.WebClient, picture: Picture): Promise<string> {
  const { upload_url, file_id } = await withRetry(() =>
    client.files.getUploadURLExternal({
      filename: picture.name,
      length: picture.png.length,
      alt_text: picture.alt.slice(0, 1_000),
    }),
  );
  if (!upload_url || !file_id) throw new Error("Slack gave no place to upload to.");
  const sent = await fetch(upload_url, { method: "POST", body: new Uint8Array(picture.png) });
  if (!sent.ok) throw new Error(`The upload was answered ${sent.status}.`);
  await withRetry(() =>
    client.files.completeUploadExternal({ files: [{ id: file_id, title: picture.name }] }),
  );
  return file_id;
}

/** Shares a file in a channel (and thread). */
export async function shareFile(
  client: webApi.WebClient,
  file: OutputFile,
  channel: string,
  thread: string | undefined,
): Promise<void> {
  const place = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await withRetry(() =>
    client.filesUploadV2({ ...place, file: Buffer.from(file.bytes), filename: file.name }),
  );
}
