import { type Words, w } from "../ground/locale.ts";

/** Those outside of the house on whom sends depend (OVW-1), as the overview tells of them in the panel and in chat. */

/** So many channels are told; their list has all. */
export const CHANNELS_SHOWN = 8;
/** What is read of a channel. */
export const CHANNEL_COLUMNS = "id, name, health, number, enterprise_id";
/** Reviews of these rows a vendor has still to decide. */
export const VENDOR_WAITS = { field: "state", value: "pending" } as const;

export const OUTSIDE_WORDS = {
  title: w("通道与厂商", "Channels and vendors"),
  pending: w("厂商审核中：{count} 项。", "In vendor review: {count} {count:item|items}."),
  done: w("没有等待厂商审核的模板。", "No templates are waiting for vendor review."),
} as const satisfies Record<string, Words>;
