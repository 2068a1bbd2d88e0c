import { answerOf, countOf } from "../database.ts";
import type { ChannelCard, SendCard } from "./rows.ts";
import type { View } from "./view.ts";

/** What a send's card needs beside its own row; asked for only where it can matter. */
export interface Around {
  /** The channel that holds the send up; null when none does, or this person may not list channels. */
  readonly channel: ChannelCard | null;
  /** How many occurrences a recurring send has had. */
  readonly occurrences: number;
  /** Was what failed of it sent again already? */
  readonly resent: boolean;
}

/** Looks around a send, with the person's own rights. */
export async function aroundSend(view: View, row: SendCard): Promise<Around> {
  const [channel, occurrences, resent] = await Promise.all([
    handsOver(row) ? channelOf(view, row.channel_id) : null,
    row.timing === "recurring" ? children(view, row.id, "occurrence") : 0,
    row.state === "done" ? children(view, row.id, "resend") : 0,
  ]);
  return { channel: channel?.health === "well" ? null : channel, occurrences, resent: resent > 0 };
}

/** Are there numbers that the channel would take now, were it well? */
function handsOver(row: SendCard): boolean {
  if (row.waits_until !== null) return false; // the window is what it waits for
  return (
    (row.state === "sending" && row.pending > 0) || (row.state === "ready" && row.timing === "immediate")
  );
}

function channelOf(view: View, id: string): Promise<ChannelCard | null> {
  return answerOf<ChannelCard | null>(
    view.session.client.from("channel_cards").select("*").eq("id", id).maybeSingle(),
  );
}

function children(view: View, id: string, origin: "occurrence" | "resend"): Promise<number> {
  const query = view.session.client
    .from("sends")
    .select("id", { count: "exact", head: true })
    .match({ parent_id: id, origin });
  // A resend that was cancelled is as good as none: the law lets another one be made.
  return countOf(origin === "resend" ? query.neq("state", "cancelled") : query);
}
