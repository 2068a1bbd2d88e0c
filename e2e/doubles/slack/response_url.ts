import { type Call, fields, type Reply } from "../ground/http.ts";
import { text } from "../ground/json.ts";
import { readContent } from "./content.ts";
import { LIMITS } from "./limits.ts";
import { edit, post, remove } from "./messages.ts";
import { ApiRefusal } from "./refusal.ts";
import { newId, type Workspace } from "./workspace.ts";

/** Makes an address for up to five answers within thirty minutes. */
export function newResponseUrl(
  workspace: Workspace,
  user: string,
  channel: string,
  messageTs?: string,
): string {
  const key = newId("R");
  workspace.responseUrls.set(key, { user, channel, at: workspace.clock.now(), uses: 0, messageTs });
  return `${workspace.url}/actions/${workspace.team.id}/${key}`;
}

/** Takes an answer: a new message (for the person alone unless `in_channel`), a replacement or a deletion. */
export async function takeResponse(workspace: Workspace, call: Call): Promise<Reply> {
  const held = workspace.responseUrls.get(call.path.split("/").at(-1) ?? "");
  if (!held) return refuse(404, "invalid_url");
  if (workspace.clock.now() - held.at > LIMITS.responseUrl.livesMs) {
    workspace.violations.add("response_url_30min", "an answer came after thirty minutes");
    return refuse(404, "expired_url");
  }
  if (held.uses >= LIMITS.responseUrl.uses) {
    workspace.violations.add("response_url_5_uses", "a sixth answer came");
    return refuse(404, "used_url");
  }
  held.uses += 1;
  const channel = workspace.channels.get(held.channel);
  if (!channel) return refuse(404, "channel_not_found");
  const args = await fields(call);
  const original = channel.messages.find((each) => each.ts === held.messageTs);
  const wants = (key: string) => args[key] === true || args[key] === "true";
  if (wants("delete_original")) {
    if (original) remove(workspace, original);
    return { body: { ok: true } };
  }
  try {
    const said = await readContent(workspace, args);
    const onlyFor = args.response_type === "in_channel" ? undefined : held.user;
    const threadTs = text(args.thread_ts) || undefined;
    if (wants("replace_original") && original) edit(workspace, original, said);
    else post(workspace, channel, { user: workspace.app.botUser, ...said, onlyFor, threadTs });
    return { body: { ok: true } };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    workspace.violations.add("response_url_content", `${error.message} ${JSON.stringify(error.more)}`);
    return { status: 400, body: { ok: false, error: error.message, ...error.more } };
  }
}

function refuse(status: number, error: string): Reply {
  return { status, body: { ok: false, error } };
}
