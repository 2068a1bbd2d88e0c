import type { Locale } from "@tidings/shared/ground/locale.ts";
import { COMMANDS } from "../commands/list.ts";
import { type BotDatabase, type Me, type Source, whoami } from "../data/database.ts";
import type { View } from "../engine/view.ts";

/** The render context of a card: read with one linked person's permissions, shown to the whole chat channel. */
export async function contextFor(
  database: BotDatabase,
  chatUser: string,
  provider: Extract<Source, "slack" | "discord">,
  locale: Locale,
): Promise<{ readonly view: View; readonly me: Me }> {
  const session = database.forChat(chatUser, provider);
  const me = await whoami(session);
  const view = {
    session,
    locale,
    commands: COMMANDS,
    permissions: me.permissions,
    zone: me.enterprise?.time_zone ?? "Asia/Shanghai",
    sender: me.enterprise?.name ?? "Tidings",
    shared: true,
  };
  return { view, me };
}
