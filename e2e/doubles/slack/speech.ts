import type { Dict } from "../ground/json.ts";
import { messageJson } from "./content.ts";
import type { Delivery } from "./delivery.ts";
import { nextTs, post } from "./messages.ts";
import { sharedLinks } from "./unfurls.ts";
import type { Channel, Message, Person, SlackFile, Workspace } from "./workspace.ts";

/** The events the app has subscribed to, as its manifest says. */
export const EVENTS = ["app_mention", "file_shared", "message.im", "app_home_opened", "link_shared"];

/** A person's message in a channel, and the events it causes for an app that is a member there. */
export async function speak(
  workspace: Workspace,
  delivery: Delivery,
  person: Person,
  channel: Channel,
  words: string,
  files: SlackFile[],
  threadTs?: string,
): Promise<Message> {
  const mention = `<@${workspace.app.botUser}>`;
  const said = words.replaceAll(`@${workspace.app.name}`, mention);
  const message = post(workspace, channel, { user: person.id, text: said, files, threadTs });
  for (const file of files) {
    file.state = "shared";
    file.channels.push(channel.id);
  }
  const member = channel.members.has(workspace.app.botUser);
  const events = [
    ...(member ? eventsOf(workspace, channel, message, said.includes(mention)) : []),
    // Of addresses at its hosts an app is told wherever they are posted.
    ...sharedLinks(workspace, channel, message),
  ];
  await Promise.all(events.map((each) => delivery.event(each)));
  return message;
}

function eventsOf(workspace: Workspace, channel: Channel, message: Message, mentioned: boolean): Dict[] {
  const base = {
    ...messageJson(workspace, message),
    channel: channel.id,
    event_ts: message.ts,
  };
  const events: Dict[] = message.files.map((file) => ({
    type: "file_shared",
    channel_id: channel.id,
    file_id: file.id,
    user_id: message.user,
    file: { id: file.id },
    event_ts: nextTs(workspace),
  }));
  if (mentioned) events.push({ ...base, type: "app_mention" });
  if (channel.kind === "dm") {
    const subtype = message.files.length > 0 ? { subtype: "file_share" } : {};
    events.push({ ...base, ...subtype, type: "message", channel_type: "im" });
  }
  return events;
}
