import { type Call, multipart } from "../ground/http.ts";
import { type Dict, dict, dicts, isDict, lengthOf, parse, text } from "../ground/json.ts";
import { all, anything, type Check, items, type Problem, shape, string } from "./checks.ts";
import { componentProblems } from "./components.ts";
import { FLAGS, LIMITS } from "./limits.ts";
import { attachmentUrl } from "./objects.ts";
import { RestRefusal, refuseProblems } from "./refusal.ts";
import type { Attachment, Message, Server } from "./server_state.ts";
import { newId } from "./snowflake.ts";

export type Upload = { key: string; filename: string; type: string; bytes: Buffer };
export type Body = { json: unknown; uploads: Upload[] };

/** A JSON body, or the `payload_json` and `files[n]` of a multipart one. */
export async function readBody(call: Call): Promise<Body> {
  const type = call.headers["content-type"] ?? "";
  if (!type.includes("multipart/form-data")) return { json: parse(call.body.toString()) ?? {}, uploads: [] };
  const parts = await multipart(call);
  const json = parse(parts.find((each) => each.name === "payload_json")?.bytes.toString() ?? "{}");
  const uploads = parts
    .filter((each) => each.filename !== undefined)
    .map(({ name, filename = "", type, bytes }) => ({
      key: name.replace(/^files\[(\d+)\]$/, "$1"),
      filename,
      type,
      bytes,
    }));
  return { json, uploads };
}

const embed = shape(
  {},
  {
    title: string(LIMITS.embed.title),
    description: string(LIMITS.embed.description),
    url: string(2_048),
    fields: items(
      shape({ name: string(LIMITS.embed.fieldName, 1), value: string(LIMITS.embed.fieldValue, 1) }),
      LIMITS.embed.fields,
    ),
    footer: shape({ text: string(LIMITS.embed.footer, 1) }),
    author: shape({ name: string(LIMITS.embed.author, 1) }),
    image: shape({ url: string(2_048, 1) }),
    thumbnail: shape({ url: string(2_048, 1) }),
    timestamp: anything,
  },
);

const embeds: Check = all(items(embed, LIMITS.message.embeds), (value, path, problems) => {
  const size = dicts(value).reduce((sum, each) => sum + embedSize(each), 0);
  if (size <= LIMITS.embed.all) return;
  const message = `Embed size exceeds maximum size of ${LIMITS.embed.all}`;
  problems.push({ path, code: "MAX_EMBED_SIZE_EXCEEDED", message });
});

const message = shape({}, { content: string(LIMITS.message.content), embeds });

function embedSize(each: Dict): number {
  const words = [each.title, each.description, dict(each.footer).text, dict(each.author).name];
  const fields = dicts(each.fields).flatMap((field) => [field.name, field.value]);
  return [...words, ...fields].reduce<number>((sum, one) => sum + lengthOf(text(one)), 0);
}

export type MessageContent = Pick<Message, "content" | "embeds" | "components" | "attachments" | "flags">;

/**
 * What a message says after this body: what the body leaves out stays as it is in `now`.
 * @throws RestRefusal 50035 for what breaks a limit, 50006 for an empty message, 40005 for a file too large
 */
export function readMessage(
  server: Server,
  body: Body,
  channel: string,
  hidden: boolean,
  now?: Message,
): MessageContent {
  const json = dict(body.json);
  const flags = (now?.flags ?? 0) | (Number(json.flags ?? 0) & FLAGS.layout);
  const layout = (flags & FLAGS.layout) !== 0;
  const problems: Problem[] = [];
  message(json, [], problems);
  if (json.components) problems.push(...componentProblems(json.components, layout));
  if (layout && (json.content || dicts(json.embeds).length > 0)) {
    const words = "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2";
    problems.push({
      path: ["content"],
      code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
      message: words,
    });
  }
  refuseProblems(problems);
  const attachments = readAttachments(server, body, channel, hidden, now);
  const said: MessageContent = {
    content: json.content === undefined ? (now?.content ?? "") : text(json.content),
    embeds: json.embeds === undefined ? (now?.embeds ?? []) : dicts(json.embeds),
    components: json.components === undefined ? (now?.components ?? []) : numbered(dicts(json.components)),
    attachments,
    flags,
  };
  if (!said.content && said.embeds.length + said.attachments.length + said.components.length === 0) {
    throw new RestRefusal(50006);
  }
  said.embeds = said.embeds.map((each) => withPictures(server, each, attachments));
  return said;
}

function readAttachments(
  server: Server,
  { json, uploads }: Body,
  channel: string,
  hidden: boolean,
  now?: Message,
): Attachment[] {
  if (uploads.length > LIMITS.message.files) {
    const words = `Must be ${LIMITS.message.files} or fewer in length.`;
    refuseProblems([{ path: ["attachments"], code: "BASE_TYPE_MAX_LENGTH", message: words }]);
  }
  if (uploads.some((each) => each.bytes.length > LIMITS.message.fileBytes)) throw new RestRefusal(40005);
  const listed = dict(json).attachments;
  const wanted = dicts(listed);
  const kept = (now?.attachments ?? []).filter(
    (each) => listed === undefined || wanted.some((one) => String(one.id) === each.id),
  );
  const added = uploads.map((each) => {
    const meta = wanted.find((one) => String(one.id) === each.key);
    return keepFile(server, channel, hidden, {
      ...each,
      filename: text(meta?.filename) || each.filename,
      description: text(meta?.description) || undefined,
    });
  });
  return [...kept, ...added];
}

export type NewFile = { filename: string; type: string; bytes: Buffer; description?: string };

export function keepFile(server: Server, channel: string, hidden: boolean, file: NewFile): Attachment {
  const filename = file.filename.replace(/[^\p{L}\p{N}._-]+/gu, "_");
  const { type, bytes, description } = file;
  const attachment: Attachment = { id: newId(server), channel, filename, description, type, bytes, hidden };
  server.attachments.set(attachment.id, attachment);
  return attachment;
}

/** `attachment://name` becomes the address of the file that came along; without it nothing is shown. */
function withPictures(server: Server, each: Dict, attachments: Attachment[]): Dict {
  const shown: Dict = { type: "rich", ...each };
  for (const key of ["image", "thumbnail"]) {
    const url = text(dict(each[key]).url);
    if (!url.startsWith("attachment://")) continue;
    const file = attachments.find((one) => one.filename === url.slice("attachment://".length));
    if (!file) server.violations.add("embed_picture_attached", url);
    shown[key] = file ? { url: attachmentUrl(server, file) } : undefined;
  }
  return shown;
}

/** Discord numbers the components of a message from 1. */
function numbered(components: Dict[]): Dict[] {
  let next = 0;
  const number = (each: Dict): Dict => {
    next += 1;
    const copy: Dict = { ...each, id: next };
    if (Array.isArray(each.components)) copy.components = dicts(each.components).map(number);
    if (isDict(each.accessory)) copy.accessory = number(each.accessory);
    return copy;
  };
  return components.map(number);
}
