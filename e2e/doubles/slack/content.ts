import { type Dict, dict, dicts, isDict, lengthOf, parse, text } from "../ground/json.ts";
import { messageBlockProblems, withIds } from "./blocks.ts";
import { fileJson } from "./file_json.ts";
import { LIMITS } from "./limits.ts";
import { ApiRefusal, invalidBlocks } from "./refusal.ts";
import type { Message, Workspace } from "./workspace.ts";

export type Content = { text: string; blocks: Dict[]; attachments: Dict[] };

/** A JSON argument, which a form carries as text. @throws ApiRefusal where the text is not JSON */
export function jsonArg(value: unknown, refusal: string): unknown {
  if (typeof value !== "string") return value;
  if (value === "") return undefined;
  const parsed = parse(value);
  if (parsed === undefined) throw new ApiRefusal(refusal);
  return parsed;
}

/**
 * What a message says, checked as Slack checks it.
 * @throws ApiRefusal `no_text`, `msg_too_long`, `invalid_blocks_format`, `invalid_blocks`
 */
export async function readContent(workspace: Workspace, args: Dict): Promise<Content> {
  const blocks = jsonArg(args.blocks, "invalid_blocks_format") ?? [];
  const attachments = jsonArg(args.attachments, "invalid_attachments") ?? [];
  if (!Array.isArray(blocks) || !blocks.every(isDict)) throw new ApiRefusal("invalid_blocks_format");
  const problems = messageBlockProblems(blocks);
  if (problems.length === 0) problems.push(...(await pictureProblems(workspace, blocks)));
  if (problems.length > 0) throw invalidBlocks(problems);
  const words = text(args.text);
  if (lengthOf(words) > LIMITS.message.text) throw new ApiRefusal("msg_too_long");
  if (words === "" && blocks.length === 0 && dicts(attachments).length === 0) throw new ApiRefusal("no_text");
  return { text: words, blocks: withIds(blocks), attachments: dicts(attachments) };
}

/** Slack fetches every picture before it takes the message. */
async function pictureProblems(workspace: Workspace, blocks: Dict[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const at = `/blocks/${index}`;
    const pictures: [Dict, string][] = [[block, at]];
    if (isDict(block.accessory)) pictures.push([block.accessory, `${at}/accessory`]);
    dicts(block.elements).forEach((each, place) => {
      pictures.push([each, `${at}/elements/${place}`]);
    });
    for (const [picture, where] of pictures.filter(([each]) => each.type === "image")) {
      const reason = await whyNotShown(workspace, picture);
      if (reason) problems.push(`${reason[0]} [json-pointer:${where}/${reason[1]}]`);
    }
  }
  return problems;
}

async function whyNotShown(workspace: Workspace, picture: Dict): Promise<[string, string] | undefined> {
  if (typeof picture.image_url === "string") {
    const shown = await fetch(picture.image_url).then(
      (response) => response.ok && (response.headers.get("content-type") ?? "").startsWith("image/"),
      () => false,
    );
    return shown ? undefined : ["downloading image failed", "image_url"];
  }
  const { id, url } = dict(picture.slack_file);
  const fileId = text(id) || text(url).split("/").at(-2);
  const file = workspace.files.get(fileId ?? "");
  return file?.mimetype.startsWith("image/") ? undefined : ["invalid slack file", "slack_file"];
}

/**
 * What an app attaches to a message for itself.
 * @throws ApiRefusal `metadata_too_large`, `invalid_metadata_format`
 */
export function readMetadata(args: Dict): Dict | undefined {
  const metadata = jsonArg(args.metadata, "invalid_metadata_format");
  if (metadata === undefined) return undefined;
  if (!isDict(metadata) || !text(metadata.event_type) || !isDict(metadata.event_payload))
    throw new ApiRefusal("invalid_metadata_format");
  if (JSON.stringify(metadata).length > LIMITS.message.metadata) throw new ApiRefusal("metadata_too_large");
  return metadata;
}

/** A message as Slack sends it; with what the app attached to it where it asks for that. */
export function messageJson(workspace: Workspace, message: Message, withMetadata = false): Dict {
  const app = { bot_id: workspace.app.botId, app_id: workspace.app.id };
  return {
    type: "message",
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.team.id,
    ...(message.byApp ? app : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((each) => fileJson(workspace, each)) } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  };
}
