import type { SendCard } from "@tidings/shared/sends/card.ts";
import { answerOf, countOf } from "../../data/database.ts";
import { rowsOf, rowWithId } from "../../data/rows.ts";
import type { ChannelCard } from "../rows.ts";
import type { View } from "../view.ts";

/** What a send's card needs besides its own row, queried only when it can matter. */
export interface Around {
  /** The channel that delays the send; null when none does, or this person may not list channels. */
  readonly channel: ChannelCard | null;
  /** How many occurrences a recurring send has had. */
  readonly occurrences: number;
}

/** Reads it with the person's rights. */
export async function aroundSend(view: View, row: SendCard): Promise<Around> {
  const [channel, occurrences] = await Promise.all([
    handsOver(row) ? channelOf(view, row.channel_id) : null,
    row.timing === "recurring" ? occurrencesOf(view, row.id) : 0,
  ]);
  return { channel: channel?.health === "well" ? null : channel, occurrences };
}

/** Would the channel get numbers now if it were healthy? */
function handsOver(row: SendCard): boolean {
  if (row.waits_until !== null) return false; // it waits for the marketing window
  return (
    (row.state === "sending" && row.pending > 0) || (row.state === "ready" && row.timing === "immediate")
  );
}

function channelOf(view: View, id: string): Promise<ChannelCard | null> {
  return answerOf<ChannelCard | null>(rowWithId(view.session, "channel_cards", id));
}

function occurrencesOf(view: View, id: string): Promise<number> {
  const owner = { parent_id: id, origin: "occurrence" };
  return countOf(rowsOf(view.session, "sends", "id", owner, { count: "exact", head: true }));
}
