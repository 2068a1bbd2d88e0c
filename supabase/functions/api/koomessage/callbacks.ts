/** `/v1/aim/callbacks` and `/v1/aim-basic/callbacks`: where receipts are posted to. A new address is told nothing until a member has made its secret. */
import type { CallbackKind } from "@tidings/shared/callbacks/words.ts";
import { z } from "zod";
import { named } from "../named.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { hereOf, type Row, rowsOfView, text } from "./asked.ts";
import { outcome, plainOutcome, stepOf, success } from "./told.ts";

/** Our kinds by the service's `url_type`. */
const AIM = ["send", "template", "send_batch"] as const satisfies readonly CallbackKind[];
const BASIC = ["basic_send", "basic_reply"] as const satisfies readonly CallbackKind[];

const MOST_URL = 1000;
const url = z.url({ protocol: /^https?$/ }).max(MOST_URL);
const callback = named(
  "AimCallback",
  z.object({ id: z.string(), callback_url: z.string(), url_type: z.int() }),
);
const basicCallback = named("VmsCallBack", z.object({ url_type: z.int(), callback_url: z.string() }));

const told = (row: Row, kinds: readonly string[]): z.infer<typeof callback> => ({
  id: String(row.id),
  callback_url: String(row.url),
  url_type: kinds.indexOf(String(row.kind)),
});

const rowsOf = (asked: Asked, kinds: readonly string[]) =>
  rowsOfView(
    asked,
    "callback_cards",
    [hereOf(asked, "callback"), ["kind", `in.(${kinds.join(",")})`], ["url", "not.is.null"]],
    "place",
  );

/** Sets the address of a kind. The row of each kind is laid with its enterprise. */
async function set(asked: Asked, kinds: readonly string[]): Promise<Row> {
  const { callback_url, url_type = 0 } = asked.body;
  const [row] = await rowsOfView(asked, "callback_cards", [
    hereOf(asked, "callback"),
    ["kind", `eq.${kinds[Number(url_type)]}`],
  ]);
  return stepOf(asked)("update_callback", { callback: row?.id, input: { url: callback_url } });
}

/** What is missing until receipts come: numbers are whole in them, so that is a person's to allow. */
const messageOf = ({ posting }: Row) =>
  posting === "off" ? "Saved. Pushing starts when a member generates its secret." : "success";

async function add(asked: Asked): Promise<Answer> {
  const row = await set(asked, AIM);
  return success(told(row, AIM), messageOf(row));
}

async function list(asked: Asked): Promise<Answer> {
  const rows = await rowsOf(asked, AIM);
  return success(rows.map((row) => told(row, AIM)));
}

async function addBasic(asked: Asked): Promise<Answer> {
  return success(undefined, messageOf(await set(asked, BASIC)));
}

async function listBasic(asked: Asked): Promise<Answer> {
  const rows = await rowsOf(asked, BASIC);
  return success({
    callbacks: rows.map((row) => {
      const { callback_url, url_type } = told(row, BASIC);
      return { url_type, callback_url };
    }),
  });
}

const SET =
  "One address per type. Pushes are signed (Standard Webhooks) and start once a member has generated the address's secret, as they contain full numbers.";

export const CALLBACK_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/callbacks", dialect: "vendor", group: "Callbacks" },
    ...{ summary: "AddCallBack", description: SET, once: "may" },
    body: z.strictObject({
      callback_url: url,
      url_type: z
        .int()
        .min(0)
        .max(2)
        .optional()
        .describe("0 send and resolution receipts (single), 1 template status, 2 send receipts (batch)"),
    }),
    answers: { 200: outcome(callback) },
    run: add,
  },
  {
    ...{ method: "get", path: "/v1/aim/callbacks", dialect: "vendor", group: "Callbacks" },
    summary: "ListAimCallbacks",
    query: z.strictObject({}),
    answers: { 200: outcome(z.array(callback)) },
    run: list,
  },
  {
    ...{ method: "post", path: "/v1/aim-basic/callbacks", dialect: "vendor", group: "Callbacks" },
    ...{ summary: "AddVmsCallBack", description: SET, once: "may" },
    body: z.strictObject({
      url_type: z.int().min(0).max(1).describe("0 send receipts, 1 replies"),
      callback_url: url,
      remark: text(200).optional().describe("Accepted but not stored"),
    }),
    answers: { 200: plainOutcome },
    run: addBasic,
  },
  {
    ...{ method: "get", path: "/v1/aim-basic/callbacks", dialect: "vendor", group: "Callbacks" },
    summary: "ListVmsCallbacks",
    query: z.strictObject({}),
    answers: { 200: outcome(z.object({ callbacks: z.array(basicCallback) })) },
    run: listBasic,
  },
];
