import type { CHANNEL_HEALTH_WORDS } from "@tidings/shared/alerts/words.ts";
import type { Override, RowOf } from "../ui/rows.ts";

/** The health of a channel. */
export type Health = keyof typeof CHANNEL_HEALTH_WORDS;

/** A row of `channel_cards`. */
export type ChannelCard = Override<RowOf<"channel_cards">, { readonly health: Health }>;
