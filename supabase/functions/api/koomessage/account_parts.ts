/** Service accounts (aim-sa): what their profile, menus and home page have in common. Each is a part of ours, edited and reviewed by itself. */

import { instantText } from "@tidings/shared/catalogue/answers.ts";
import { KEPT, type KeptKind } from "@tidings/shared/files/kinds.ts";
import { z } from "zod";
import { bucketOf } from "../../_core/storage.ts";
import { named } from "../named.ts";
import type { Asked } from "../route.ts";
import { type Filters, hereOf, page, pageOfView, type Row, rowAt, rowsOfView, text } from "./asked.ts";
import { fileId } from "./files.ts";
import { stepOf } from "./told.ts";

const VIEW = "account_part_cards";
export type Kind = "profile" | "menus" | "home";

/** Pages are short: each row has pictures, whose addresses are made for the caller. */
const MOST = 100;
export const shortPage = { offset: page.offset, limit: page.limit.unwrap().max(MOST).optional() };
export const changeReason = text(300).describe("At most ten characters");

export const pageOffset = named("PageOffSet", z.object({ offset: z.int(), limit: z.int(), total: z.int() }));

/** Whether a part serves. */
export const SERVES = z.int().min(1).max(4).describe("1 not in use yet, 2 in use, 3 ended, 4 frozen");
export const APPROVES = z.int().min(1).max(3).describe("1 a draft or in review, 2 approved, 3 rejected");
/** As numbers of an address. */
export const servesAsked = z.coerce.number().pipe(SERVES).optional();
export const approvesAsked = z.coerce.number().pipe(APPROVES).optional();

export const stateTold = ({ account_state, live_version }: Row): number =>
  account_state === "frozen" ? 4 : live_version === null ? 1 : 2;
const APPROVALS: Readonly<Record<string, number>> = { draft: 1, in_review: 1, approved: 2, rejected: 3 };
export const approvalTold = ({ state }: Row): number => APPROVALS[String(state)] ?? 1;

/** Parts that serve so, and stand so in their review. */
export function statesAsked(state: unknown, approve_state?: unknown): Filters {
  const serving: Readonly<Record<number, Filters>> = {
    1: [
      ["account_state", "eq.active"],
      ["live_version", "is.null"],
    ],
    2: [
      ["account_state", "eq.active"],
      ["live_version", "not.is.null"],
    ],
    // Nothing here ends by itself.
    3: [["live_version", "eq.0"]],
    4: [["account_state", "eq.frozen"]],
  };
  const review: Readonly<Record<number, Filters>> = {
    1: [["state", "in.(draft,in_review)"]],
    2: [["state", "eq.approved"]],
    3: [["state", "eq.rejected"]],
  };
  return [...(serving[Number(state)] ?? []), ...(review[Number(approve_state)] ?? [])];
}

export const pageOfParts = (asked: Asked, kind: Kind, filters: Filters) =>
  pageOfView(
    asked,
    VIEW,
    [hereOf(asked, "account_part"), ["kind", `eq.${kind}`], ...filters],
    "created_at.desc,id",
  );

/** A part of this kind by its id. @throws Refusal 403, 404 */
export async function partAt(asked: Asked, kind: Kind, id: string): Promise<Row> {
  const row = await rowAt(asked, "account_part", VIEW, id);
  // The id of another kind is the id of no such part.
  return row.kind === kind ? row : rowAt(asked, "account_part", VIEW, "none");
}

/** The parts of an account by their kinds. @throws Refusal 403, 404 */
export async function partsOf(asked: Asked, account: string): Promise<Record<Kind, Row>> {
  const { id } = await rowAt(asked, "service_account", "service_account_cards", account);
  const rows = await rowsOfView(asked, VIEW, [["account_id", `eq.${id}`]]);
  return Object.fromEntries(rows.map((row) => [row.kind, row])) as Record<Kind, Row>;
}

/** Edits a part and puts it in review, as one does there. Answers its card. */
export async function edit(asked: Asked, part: Row, input: object): Promise<Row> {
  const step = stepOf(asked);
  const kind = String(part.kind);
  await step("update_account_part", { account_part: part.id, input }, `update ${kind}`);
  return step("submit_account_part", { account_part: part.id }, `submit ${kind}`);
}

/** What serves, or what is to serve. */
export const contentOf = (row: Row): Row => (row.live_content ?? row.content ?? {}) as Row;

/** Since when a part serves, and when it was touched last. */
export const timesTold = (row: Row) => ({
  online_time: row.state === "approved" && row.decided_at ? instantText(row.decided_at) : "",
  oper_time: instantText(row.decided_at ?? row.submitted_at ?? row.created_at),
});

/** The enterprise in use, as a company there. */
export async function companyOf(asked: Asked): Promise<{ company_id: string; company_name: string }> {
  const company_id = asked.caller.at?.enterprise ?? "";
  const [row] = await rowsOfView(asked, "enterprises", [["id", `eq.${company_id}`]]);
  return { company_id, company_name: String(row?.name ?? "") };
}

/** An address is read within an hour. */
const READ_S = 3_600;

/** The id of a picture that a row names, and an address at which it is read for an hour; both empty of none. */
export async function pictureTold(
  { env }: Asked,
  kind: KeptKind,
  file: unknown,
): Promise<{ id: string; url: string }> {
  const row = (file ?? {}) as Row;
  const id = fileId(row);
  if (id === "") return { id, url: "" };
  const url = await bucketOf(env, KEPT[kind].bucket).addressOf(String(row.path), READ_S);
  return { id, url: url ?? "" };
}
