import { canCarry } from "@tidings/shared/channels/carries.ts";
import { useRows } from "../../ui/data.ts";
import type { NonNullKeys, RowOf } from "../../ui/rows.ts";
import type { BasicValue, Chosen } from "./value.ts";

type ChannelChoice = NonNullKeys<RowOf<"channel_cards">, "id" | "name" | "adapter">;

/** The approved signatures and the channels that a storyboard can be submitted with, and what the chosen ones are. */
export function useSubmitChoices({ signature_id, channel_id }: BasicValue) {
  const signatures = useRows<RowOf<"basic_signature_cards">>("basic_signature_cards", {
    filters: [{ field: "state", operator: "eq", value: "approved" }],
    sorters: [{ field: "name", order: "asc" }],
  });
  const channels = useRows<ChannelChoice>("channel_cards", { sorters: [{ field: "name", order: "asc" }] });
  const chosen: Chosen = {
    signature: signatures.rows.find(({ id }) => id === signature_id)?.name ?? null,
    adapter: channels.rows.find(({ id }) => id === channel_id)?.adapter ?? null,
  };
  return { signatures, channels, chosen };
}

export type SubmitChoices = ReturnType<typeof useSubmitChoices>;

/** Can the carrier of a channel carry a storyboard at all? */
export const takesBasic = ({ adapter }: Pick<ChannelChoice, "adapter">): boolean =>
  canCarry(adapter, "basic");
