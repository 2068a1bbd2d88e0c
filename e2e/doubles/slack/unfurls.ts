import { type Dict, dicts, isDict, text } from "../ground/json.ts";
import { messageBlockProblems, withIds } from "./blocks.ts";
import { appChannel, type Method } from "./chat.ts";
import { jsonArg } from "./content.ts";
import { nextTs } from "./messages.ts";
import { ApiRefusal, invalidBlocks } from "./refusal.ts";
import { type Channel, type Message, newId, type Workspace } from "./workspace.ts";

/** Previews that an app puts under the addresses in a message: `link_shared` tells it of them, `chat.unfurl` takes them. */

const ADDRESS = /https?:\/\/[^\s<>|]+/g;

/** The addresses in a message at hosts that the app has registered, and at hosts below them. */
function linksOf({ unfurlDomains }: Workspace, { text: words }: Message): { domain: string; url: string }[] {
  return (words.match(ADDRESS) ?? []).flatMap((url) => {
    const host = URL.parse(url)?.hostname ?? "";
    const domain = [...unfurlDomains].find((each) => host === each || host.endsWith(`.${each}`));
    return domain === undefined ? [] : [{ domain, url }];
  });
}

/** The event for the addresses in a message; none where it has none of the app's. */
export function sharedLinks(workspace: Workspace, channel: Channel, message: Message): Dict[] {
  const links = linksOf(workspace, message);
  if (links.length === 0) return [];
  const unfurlId = newId("Uf");
  workspace.unfurls.set(unfurlId, message);
  return [
    {
      type: "link_shared",
      user: message.user,
      channel: channel.id,
      message_ts: message.ts,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      links,
      unfurl_id: unfurlId,
      source: "conversations_history",
      is_bot_user_member: channel.members.has(workspace.app.botUser),
      event_ts: nextTs(workspace),
    },
  ];
}

/** The message that is meant: by the id of its event and where that came from, or by its channel and time. */
function messageOf(workspace: Workspace, args: Dict): Message {
  const id = text(args.unfurl_id);
  if (id !== "" || text(args.source) !== "") {
    if (id === "") throw new ApiRefusal("missing_unfurl_id");
    if (text(args.source) === "") throw new ApiRefusal("missing_source");
    if (!["composer", "conversations_history"].includes(text(args.source)))
      throw new ApiRefusal("invalid_source");
    const message = workspace.unfurls.get(id);
    if (!message) throw new ApiRefusal("invalid_unfurl_id");
    return message;
  }
  if (text(args.channel) === "") throw new ApiRefusal("missing_channel");
  if (text(args.ts) === "") throw new ApiRefusal("missing_ts");
  const channel = appChannel(workspace, args.channel);
  const message = channel.messages.find((each) => each.ts === args.ts && each.onlyFor === undefined);
  if (!message) throw new ApiRefusal("cannot_unfurl_message");
  return message;
}

export const UNFURLS: Record<string, Method> = {
  "chat.unfurl"(workspace, args) {
    const message = messageOf(workspace, args);
    const unfurls = jsonArg(args.unfurls, "invalid_unfurls_format");
    if (unfurls === undefined) throw new ApiRefusal("missing_unfurls");
    if (!isDict(unfurls)) throw new ApiRefusal("invalid_unfurls_format");
    const urls = linksOf(workspace, message).map(({ url }) => url);
    const previews = Object.entries(unfurls).map(([url, preview]) => {
      if (!urls.includes(url)) throw new ApiRefusal("cannot_unfurl_url");
      if (!isDict(preview)) throw new ApiRefusal("invalid_unfurls_format");
      const blocks = dicts(preview.blocks);
      const problems = messageBlockProblems(blocks);
      if (problems.length > 0) throw invalidBlocks(problems);
      return { from_url: url, app_unfurl_url: url, is_app_unfurl: true, blocks: withIds(blocks) };
    });
    // A second call for the same message changes its previews, and adds none.
    const others = message.attachments.filter(
      (each) => !previews.some(({ from_url }) => from_url === each.from_url),
    );
    message.attachments = [...others, ...previews];
    return {};
  },
};
