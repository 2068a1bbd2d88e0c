/** `DELETE /v1/aim/template/{tpl_id}` and `PUT /v1/aim/template-state/{tpl_id}`. */
import { isId } from "@tidings/shared/ground/ids.ts";
import { z } from "zod";
import type { Answer, Asked, Route } from "../route.ts";
import { fault, hereOf, type Row, rowsOfView } from "./asked.ts";
import { plainOutcome, stepOf, success } from "./told.ts";

const noTemplate = () => fault("KM.00001082", "This template doesn't exist.");

async function drop(asked: Asked): Promise<Answer> {
  const template = asked.place.tpl_id;
  if (!isId(template)) throw noTemplate();
  await stepOf(asked)("delete_template", { template });
  return success();
}

/** The template of the path. @throws Refusal 400 KM.00001082 */
async function rowOf(asked: Asked): Promise<Row> {
  const id = asked.place.tpl_id;
  const [row] = isId(id)
    ? await rowsOfView(asked, "template_cards", [hereOf(asked, "template"), ["id", `eq.${id}`]])
    : [];
  if (!row) throw noTemplate();
  return row;
}

async function turn(asked: Asked): Promise<Answer> {
  const { id, enabled, live_version_id } = await rowOf(asked);
  const isOn = asked.body.tpl_state === 1;
  // One that is on or off already stays as it is; one that was never approved the law turns neither way.
  if (live_version_id !== null && enabled === isOn) return success();
  await stepOf(asked)(isOn ? "enable_template" : "disable_template", { template: id });
  return success();
}

export const TEMPLATE_ACT_ROUTES: readonly Route[] = [
  {
    ...{ method: "delete", path: "/v1/aim/template/:tpl_id", dialect: "vendor", group: "AIM templates" },
    ...{ summary: "DeleteAimPersonalTemplate", once: "may" },
    description: "Links already sent keep showing it. If it's in review, decide on it first.",
    answers: { 200: plainOutcome },
    run: drop,
  },
  {
    ...{ method: "put", path: "/v1/aim/template-state/:tpl_id", dialect: "vendor", group: "AIM templates" },
    ...{ summary: "UpdatePersonalTemplateState", once: "may" },
    body: z.strictObject({ tpl_state: z.union([z.literal(0), z.literal(1)]).describe("0 off, 1 on") }),
    answers: { 200: plainOutcome },
    run: turn,
  },
];
