import { type Call, multipart, type Reply } from "../ground/http.ts";
import { dicts, text } from "../ground/json.ts";
import { appChannel, type Method } from "./chat.ts";
import { jsonArg, readContent } from "./content.ts";
import { fileJson } from "./file_json.ts";
import { post } from "./messages.ts";
import { ApiRefusal } from "./refusal.ts";
import { newId, type SlackFile, type Workspace } from "./workspace.ts";

const KINDS: Record<string, string> = {
  csv: "text/csv",
  txt: "text/plain",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf",
};

export function newFile(workspace: Workspace, user: string, name: string, bytes: Buffer): SlackFile {
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const file: SlackFile = {
    id: newId("F"),
    name,
    title: name,
    user,
    mimetype: KINDS[ending] ?? "application/octet-stream",
    filetype: ending in KINDS ? ending : "binary",
    bytes,
    declared: bytes.length,
    state: "uploaded",
    channels: [],
  };
  workspace.files.set(file.id, file);
  return file;
}

export const FILES: Record<string, Method> = {
  "files.getUploadURLExternal"(workspace, args) {
    const length = Number(args.length);
    if (!text(args.filename)) throw new ApiRefusal("invalid_arguments");
    if (!Number.isInteger(length) || length <= 0) throw new ApiRefusal("missing_argument");
    const file = newFile(workspace, workspace.app.botUser, text(args.filename), Buffer.alloc(0));
    file.state = "waiting";
    file.declared = length;
    return { file_id: file.id, upload_url: `${workspace.url}/upload/v1/${file.id}` };
  },

  async "files.completeUploadExternal"(workspace, args) {
    const wanted = dicts(jsonArg(args.files, "invalid_arguments"));
    const files = wanted.map((each) => workspace.files.get(text(each.id)));
    if (files.length === 0) throw new ApiRefusal("invalid_arguments");
    const ready = files.filter((each) => each?.state === "uploaded") as SlackFile[];
    if (ready.length < files.length) throw new ApiRefusal("file_not_found");
    const names = [text(args.channel_id), ...text(args.channels).split(",")].filter(Boolean);
    const channels = names.map((each) => appChannel(workspace, each));
    ready.forEach((file, index) => {
      file.title = text(wanted[index]?.title) || file.name;
      file.state = "shared";
    });
    for (const channel of channels) {
      for (const file of ready) file.channels.push(channel.id);
      const blocks = args.blocks === undefined ? {} : await readContent(workspace, args);
      const comment = { text: text(args.initial_comment), ...blocks };
      const threadTs = text(args.thread_ts) || undefined;
      post(workspace, channel, { user: workspace.app.botUser, files: ready, threadTs, ...comment });
    }
    return { files: ready.map((each) => fileJson(workspace, each)) };
  },

  "files.info"(workspace, args) {
    const file = workspace.files.get(text(args.file));
    if (!file || file.state === "waiting") throw new ApiRefusal("file_not_found");
    return { file: fileJson(workspace, file), comments: [] };
  },
};

/** Takes the bytes of an announced upload, raw or as a form; they must be as many as announced. */
export async function takeUpload(workspace: Workspace, call: Call): Promise<Reply> {
  const file = workspace.files.get(call.path.split("/").at(-1) ?? "");
  if (file?.state !== "waiting") return { status: 404, body: "Not found" };
  const form = (call.headers["content-type"] ?? "").includes("multipart/form-data");
  const bytes = form ? (await multipart(call)).find((each) => each.filename)?.bytes : call.body;
  if (bytes?.length !== file.declared) return { status: 400, body: "The length is not as announced" };
  file.bytes = bytes;
  file.state = "uploaded";
  return { body: `OK - ${bytes.length}` };
}

const SIGN_IN =
  "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to Slack</body></html>";

/** A private file: its bytes for the bot's token, a sign-in page (with status 200) for everybody else. */
export function download(workspace: Workspace, call: Call): Reply {
  const [, , place] = call.path.split("/");
  const file = workspace.files.get(place?.split("-").at(-1) ?? "");
  if (call.headers.authorization !== `Bearer ${workspace.app.botToken}`) {
    return { headers: { "content-type": "text/html; charset=utf-8" }, body: SIGN_IN };
  }
  if (!file || file.state === "waiting") return { status: 404, body: "Not found" };
  return { headers: { "content-type": file.mimetype }, body: file.bytes };
}
