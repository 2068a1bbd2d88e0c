import type { Dict } from "../ground/json.ts";
import { FLAGS } from "./limits.ts";
import type { Attachment, Channel, Interaction, Message, Server } from "./server_state.ts";

/** The JSON objects that Discord sends. */

export const ALL_PERMISSIONS = "2251799813685247";
const JOINED = "2024-01-01T00:00:00.000000+00:00";

export function userJson(server: Server, id: string): Dict {
  const person = server.people.get(id);
  const bot = id === server.app.id;
  return {
    id,
    username: bot ? server.app.name : (person?.name ?? "unknown"),
    global_name: bot ? null : (person?.globalName ?? null),
    discriminator: "0",
    avatar: null,
    bot,
    public_flags: 0,
    flags: 0,
  };
}

export function memberJson(server: Server, id: string): Dict {
  return {
    user: userJson(server, id),
    nick: null,
    avatar: null,
    roles: [],
    joined_at: JOINED,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

export function channelJson(server: Server, channel: Channel): Dict {
  if (channel.kind === "dm") {
    const recipients = [...channel.members].map((each) => userJson(server, each));
    return { id: channel.id, type: 1, recipients, last_message_id: null, flags: 0 };
  }
  return {
    id: channel.id,
    type: 0,
    guild_id: server.guild.id,
    name: channel.name,
    position: 0,
    permission_overwrites: [],
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: channel.messages.at(-1)?.id ?? null,
    flags: 0,
  };
}

export function guildJson(server: Server): Dict {
  const { id, name, locale, owner } = server.guild;
  const channels = [...server.channels.values()].filter((each) => each.kind === "text" && each.bot);
  const everyone = {
    id,
    name: "@everyone",
    color: 0,
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
  };
  return {
    id,
    name,
    owner_id: owner,
    preferred_locale: locale,
    icon: null,
    splash: null,
    features: [],
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_flags: 0,
    premium_progress_bar_enabled: false,
    roles: [{ ...everyone, permissions: ALL_PERMISSIONS, flags: 0, colors: { primary_color: 0 } }],
    emojis: [],
    stickers: [],
    member_count: server.people.size + 1,
    members: [memberJson(server, server.app.id)],
    channels: channels.map((each) => channelJson(server, each)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    joined_at: JOINED,
    large: false,
    unavailable: false,
  };
}

export function attachmentUrl(server: Server, attachment: Attachment): string {
  const folder = attachment.hidden ? "ephemeral-attachments" : "attachments";
  return `${server.url}/${folder}/${attachment.channel}/${attachment.id}/${encodeURIComponent(attachment.filename)}`;
}

export function attachmentJson(server: Server, attachment: Attachment): Dict {
  const url = attachmentUrl(server, attachment);
  return {
    id: attachment.id,
    filename: attachment.filename,
    ...(attachment.description ? { description: attachment.description } : {}),
    content_type: attachment.type,
    size: attachment.bytes.length,
    url,
    proxy_url: url,
    ...(attachment.hidden ? { ephemeral: true } : {}),
  };
}

/** Message types: 0 said, 19 a reply, 20 the answer to a slash command. */
function messageType(message: Message): number {
  if (message.from) return message.from.kind === "command" ? 20 : 19;
  return message.replyTo ? 19 : 0;
}

export function messageJson(server: Server, message: Message): Dict {
  const channel = server.channels.get(message.channel);
  const hidden = message.onlyFor === undefined ? 0 : FLAGS.ephemeral;
  return {
    id: message.id,
    channel_id: message.channel,
    ...(channel?.kind === "text" ? { guild_id: server.guild.id } : {}),
    author: userJson(server, message.author),
    content: message.content,
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: message.edited ? new Date(server.clock.now()).toISOString() : null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: message.attachments.map((each) => attachmentJson(server, each)),
    embeds: message.embeds,
    components: message.components,
    pinned: false,
    type: messageType(message),
    flags: message.flags | hidden | (message.loading ? FLAGS.loading : 0),
    ...(message.replyTo
      ? { message_reference: { message_id: message.replyTo, channel_id: message.channel } }
      : {}),
    ...(message.from ? fromJson(server, message.from) : {}),
  };
}

function fromJson(server: Server, from: Interaction): Dict {
  const type = from.kind === "command" ? 2 : from.kind === "modal" ? 5 : 3;
  return {
    application_id: server.app.id,
    webhook_id: server.app.id,
    interaction_metadata: {
      id: from.id,
      type,
      user: userJson(server, from.user),
      authorizing_integration_owners: { "0": server.guild.id },
    },
  };
}
