import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import type { ChannelHealth } from "@tidings/shared/channels/words.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Asked } from "@tidings/shared/resource/reviewed.ts";
import type { SendOrigin } from "@tidings/shared/sends/words.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { answerOf } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import type { CardOf, Resource } from "../ground/answer.ts";
import { Refusal } from "../ground/errors.ts";
import type { View } from "./view.ts";

/** The row of a card, by the view of its noun. @throws Refusal when it is not visible */
export async function rowOfCard<R = Row>(
  { session }: Pick<View, "session">,
  { resource, id }: CardOf,
): Promise<R> {
  const row = await answerOf<R | null>(rowWithId(session, DECLARED[resource].view, id));
  if (!row) throw new Refusal("not_found", 404, { details: { resource } });
  return row;
}

/** Row types of the views, with the columns that the bot reads. Times are RFC 3339. */

export type VersionState = "draft" | "in_review" | "vendor_review" | "approved" | "rejected";

export interface TemplateCard {
  readonly id: string;
  readonly name: string;
  readonly usage: "commercial" | "trial";
  readonly layout: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly vendors: readonly Vendor[];
  readonly content: unknown;
  readonly state: VersionState;
  readonly reason: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly live_version: number | null;
  readonly live_version_id: string | null;
  readonly vendor_states: readonly {
    readonly vendor: Vendor;
    readonly state: "pending" | "approved" | "rejected";
    readonly reason: string | null;
  }[];
}

/** A row of `channel_cards`. */
export interface ChannelCard {
  readonly id: string;
  readonly name: string;
  readonly adapter: string;
  readonly number: string;
  readonly rate_per_s: number | null;
  readonly failures: number;
  readonly last_error: string | null;
  readonly health: ChannelHealth;
  readonly tries_at: string | null;
}

/** A row of `waiting_reviews`. */
export interface WaitingReview {
  readonly resource: Resource;
  readonly id: string;
  readonly title: string;
  /** The batch number of a send or of jump links. */
  readonly number: string | null;
  readonly origin: SendOrigin | null;
  /** Which part of a service account it is; null of all else. */
  readonly part: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string;
  readonly mine: boolean;
  /** Who is asked for it; null for nobody by name. */
  readonly waits_for: Asked | null;
  /** It is asked of the caller. */
  readonly asks_me: boolean;
}
