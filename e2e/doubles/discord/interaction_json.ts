import type { Dict } from "../ground/json.ts";
import { ALL_PERMISSIONS, channelJson, memberJson, messageJson, userJson } from "./objects.ts";
import type { Interaction, Person, Server } from "./server_state.ts";

/** View, send, embed, attach, read history, use application commands. */
const MEMBER_PERMISSIONS = "2147601408";

/** What every interaction carries, whatever it is about. */
export function interactionJson(server: Server, interaction: Interaction, type: number, data: Dict): Dict {
  const channel = server.channels.get(interaction.channel);
  const person = server.people.get(interaction.user) as Person;
  const inGuild = channel?.kind === "text";
  const user = userJson(server, person.id);
  const place = inGuild
    ? {
        guild_id: server.guild.id,
        guild: { id: server.guild.id, locale: server.guild.locale, features: [] },
        guild_locale: server.guild.locale,
        member: { ...memberJson(server, person.id), permissions: MEMBER_PERMISSIONS },
      }
    : { user };
  return {
    id: interaction.id,
    application_id: server.app.id,
    type,
    token: interaction.token,
    version: 1,
    data,
    ...place,
    channel_id: interaction.channel,
    channel: channel ? { ...channelJson(server, channel), permissions: MEMBER_PERMISSIONS } : undefined,
    ...(interaction.source ? { message: messageJson(server, interaction.source) } : {}),
    locale: person.locale,
    app_permissions: channel?.bot === false ? "0" : ALL_PERMISSIONS,
    entitlements: [],
    authorizing_integration_owners: inGuild ? { "0": server.guild.id } : { "0": "0" },
    context: inGuild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
  };
}
