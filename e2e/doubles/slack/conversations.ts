import { type Dict, text } from "../ground/json.ts";
import { appChannel, type Method } from "./chat.ts";
import { directChannel } from "./messages.ts";
import { ApiRefusal } from "./refusal.ts";
import type { Channel, Person, Workspace } from "./workspace.ts";

export function channelJson(channel: Channel): Dict {
  const direct = channel.kind === "dm";
  return {
    id: channel.id,
    ...(direct ? { user: [...channel.members][0] } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === "channel",
    is_group: channel.kind === "private",
    is_private: channel.kind !== "channel",
    is_im: direct,
    is_mpim: false,
    is_archived: false,
    is_member: true,
    num_members: channel.members.size,
  };
}

export function personJson(workspace: Workspace, person: Person, withLocale: boolean): Dict {
  return {
    id: person.id,
    team_id: workspace.team.id,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    is_bot: false,
    tz: person.tz,
    tz_offset: 28_800,
    ...(withLocale ? { locale: person.locale } : {}),
    profile: { real_name: person.realName, display_name: person.name, email: person.email },
  };
}

const yes = (value: unknown) => value === true || value === "true" || value === "1";

export const CONVERSATIONS: Record<string, Method> = {
  "auth.test"(workspace) {
    const { team, app } = workspace;
    return {
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.botUser,
      bot_id: app.botId,
      is_enterprise_install: false,
    };
  },

  "api.test": () => ({}),

  "team.info": (workspace) => ({ team: { ...workspace.team } }),

  "bots.info"(workspace) {
    const { app } = workspace;
    return { bot: { id: app.botId, app_id: app.id, user_id: app.botUser, name: app.name, deleted: false } };
  },

  "users.info"(workspace, args) {
    const person = workspace.people.get(text(args.user));
    if (!person) throw new ApiRefusal("user_not_found");
    return { user: personJson(workspace, person, yes(args.include_locale)) };
  },

  "users.list"(workspace, args) {
    const people = [...workspace.people.values()];
    return {
      members: people.map((each) => personJson(workspace, each, yes(args.include_locale))),
      response_metadata: { next_cursor: "" },
    };
  },

  "users.lookupByEmail"(workspace, args) {
    const person = [...workspace.people.values()].find((each) => each.email === args.email);
    if (!person) throw new ApiRefusal("users_not_found");
    return { user: personJson(workspace, person, false) };
  },

  "conversations.info"(workspace, args) {
    const channel = workspace.channels.get(text(args.channel));
    const hidden = channel?.kind !== "channel" && !channel?.members.has(workspace.app.botUser);
    if (!channel || hidden) throw new ApiRefusal("channel_not_found");
    return { channel: { ...channelJson(channel), is_member: channel.members.has(workspace.app.botUser) } };
  },

  "conversations.list"(workspace) {
    const seen = [...workspace.channels.values()].filter((each) => each.kind === "channel");
    return { channels: seen.map(channelJson), response_metadata: { next_cursor: "" } };
  },

  "conversations.members"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    return { members: [...channel.members], response_metadata: { next_cursor: "" } };
  },

  "conversations.open"(workspace, args) {
    const users = text(args.users).split(",").filter(Boolean);
    const [user] = users;
    if (!user || users.length > 1 || !workspace.people.has(user)) throw new ApiRefusal("users_not_found");
    return { channel: { id: directChannel(workspace, user).id } };
  },

  "conversations.join"(workspace, args) {
    const channel = workspace.channels.get(text(args.channel));
    if (channel?.kind !== "channel") throw new ApiRefusal("channel_not_found");
    channel.members.add(workspace.app.botUser);
    return { channel: channelJson(channel) };
  },
};
