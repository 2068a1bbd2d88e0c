import { nearestLocale } from "@tidings/shared/ground/locale.ts";
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { FileUnavailable, type InputFile } from "../../registry/registry.ts";

/** Reads interactions into plain values. */

/** The person of an interaction. Discord's user ids are global, so there is no team in them. */
export function personOf(interaction: APIInteraction): ChatPerson {
  const user = interaction.member?.user ?? interaction.user;
  const locale = "locale" in interaction ? interaction.locale : undefined;
  const chatUser = `discord:-:${user?.id ?? ""}`;
  return {
    provider: "discord",
    chatUser,
    team: interaction.application_id,
    localeHint: nearestLocale(locale),
  };
}

interface Leaf {
  readonly name: string;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
}

export interface CommandCall {
  /** The command's name: of the subcommand, after that of its group if there is one. */
  readonly name: string;
  readonly raw: Readonly<Record<string, unknown>>;
  /** The option being typed, while Discord asks for suggestions. */
  readonly focused: Leaf | null;
}

/** The subcommand of `/tidings` or one of its like (`TOPS` of `commands.ts`) with its options. Of attachments what it takes to open them. */
export function commandCall(
  interaction: APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
): CommandCall {
  const [top] = interaction.data.options ?? [];
  const group = top?.type === ApplicationCommandOptionType.SubcommandGroup ? top : null;
  const sub = group ? group.options[0] : top;
  const options = sub?.type === ApplicationCommandOptionType.Subcommand ? (sub.options ?? []) : [];
  const attachments = "resolved" in interaction.data ? interaction.data.resolved?.attachments : undefined;
  const raw: Record<string, unknown> = {};
  let focused: Leaf | null = null;
  for (const option of options as (Leaf & { type: ApplicationCommandOptionType })[]) {
    if (option.focused) focused = option;
    if (option.type === ApplicationCommandOptionType.Attachment) {
      const attachment = attachments?.[String(option.value)];
      if (attachment) raw[option.name] = referenceOf(attachment);
    } else if (option.value !== "") raw[option.name] = option.value;
  }
  const name = [group?.name, sub?.name ?? "help"].filter((word) => word !== undefined).join(" ");
  return { name, raw, focused };
}

/** What posting a card takes. In a thread, sending has a right of its own. */
const CARD =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.AttachFiles;
const SEND = PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads;

/** May the bot post in the channel of the interaction by itself? `permissions`: its own ones there, as Discord tells them. */
export function canPost(permissions: string): boolean {
  const own = BigInt(permissions);
  if ((own & PermissionFlagsBits.Administrator) !== 0n) return true;
  return (own & CARD) === CARD && (own & SEND) !== 0n;
}

/** Discord's hosts for files. The bot downloads from no other. */
const HOSTS = new Set(["cdn.discordapp.com", "media.discordapp.net"]);

/** What a run keeps of an attachment. Its address works for 24 hours. */
export interface FileReference {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
}

const referenceOf = ({ id, filename, size, url }: APIAttachment): FileReference => ({
  id,
  filename,
  size,
  url,
});

/** A person's file on Discord, downloaded when it is read. */
export function attachedFile(attachment: FileReference, apiUrl: string | undefined): InputFile {
  const open = async (): Promise<ReadableStream<Uint8Array>> => {
    const address = URL.parse(attachment.url);
    const known =
      address && (HOSTS.has(address.hostname) || (apiUrl && address.origin === new URL(apiUrl).origin));
    if (!address || !known) throw new FileUnavailable("not on Discord");
    const answer = await fetch(address);
    if (!answer.ok || answer.body === null) throw new FileUnavailable(`${attachment.id}: ${answer.status}`);
    return answer.body;
  };
  return { name: attachment.filename, bytes: attachment.size, open };
}

/** What was typed or chosen in the modal's only field. */
export function modalText(interaction: APIModalSubmitInteraction): string {
  const parts = interaction.data.components as unknown as readonly {
    component?: { value?: string; values?: readonly string[] };
    components?: readonly { value?: string }[];
  }[];
  return parts
    .map(
      ({ component, components }) =>
        component?.values?.[0] ?? component?.value ?? components?.[0]?.value ?? "",
    )
    .join("");
}
