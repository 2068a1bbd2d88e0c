/** What is done with a noun: each is a verb of the law, as panel and chat call it. */
import { ONCE, shapeOf, toldOnce, toldRow } from "@tidings/shared/catalogue/answers.ts";
import {
  drawable,
  type Offer,
  type Resource,
  type Row,
  type VerbName,
  verbOf,
} from "@tidings/shared/resource/define.ts";
import { initialValues, inputOf } from "@tidings/shared/resource/form_values.ts";
import { z } from "zod";
import { actAs, callAs } from "../../_core/caller.ts";
import { named } from "../named.ts";
import type { Answer, Asked } from "../route.ts";
import { notFound, rowWith, settingRow } from "./rows.ts";
import { shapesOf } from "./shapes.ts";

/** Decisions name what was shown, as release and retry do; their declaration leaves that to the engines. */
const DECISIONS: ReadonlySet<string> = new Set(["approve", "reject"]);
export const namesShown = (act: string, { shown }: Offer): boolean => shown === true || DECISIONS.has(act);

const reasonText = z.string().min(1).max(500);
export const shownText = z
  .string()
  .max(200)
  .describe("The hash of what you decide on: `shown` of its transition");

/** What an act takes: the input of its verb, and beside it a reason and what was shown. */
export function actShape(of: Resource, act: string, offer: Offer): z.ZodObject {
  const input = shapeOf(of, verbOf(of, act)[0], act);
  const beside = {
    ...(offer.reason === "required" ? { reason: reasonText } : {}),
    ...(offer.reason === "optional" ? { reason: reasonText.optional() } : {}),
    ...(namesShown(act, offer) ? { shown: shownText.optional() } : {}),
  };
  return z.strictObject({ ...input?.shape, ...beside });
}

/** What an edit takes: what is not named stays as it is. */
export function changeShape(of: Resource): z.ZodObject | null {
  const { update } = of.forms;
  const shape = update ? shapeOf(of, update.verb, "update") : null;
  if (shape === null) return null;
  const some = z.strictObject(shape.shape).partial();
  const about = shape.meta();
  return about ? some.meta(about) : some;
}

/** What the law keeps by itself where an edit does not name it. */
const LEFT: ReadonlySet<string> = new Set(["own", "consent_proof"]);

/** What an edit does not name, of a form that is drawn by hand: its row has it under the same names. */
function heldBy(of: Resource, verb: VerbName, row: Row): Record<string, unknown> {
  // An edit that came between is refused, and not taken back.
  const held: Row = { ...row, base_revision: row.revision };
  const names = Object.keys(shapeOf(of, verb, "update")?.shape ?? {});
  return Object.fromEntries(
    names.filter((name) => name in held && !LEFT.has(name)).map((name) => [name, held[name]]),
  );
}

/** What making takes; null where a program cannot make one. */
export function makeShape(of: Resource): z.ZodObject | null {
  const { create } = of.forms;
  return create ? shapeOf(of, create.verb, "create") : null;
}

/** The row after a verb, or its id alone where it is not seen any more. */
export async function after(
  of: Resource,
  id: string,
  asked: Asked,
  once: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const row = await rowWith(of, id, asked);
  return { ...(row === null ? { id } : toldRow(shapesOf(of).whole, row)), ...once };
}

/** Makes one, or as many as one call makes. */
export async function made(of: Resource, asked: Asked): Promise<Answer> {
  const { create } = of.forms;
  const form = drawable(create);
  if (!create) throw notFound(of);
  const answer = await actAs(asked.caller, asked.env, create.verb, {
    input: asked.body,
    request: asked.request(),
  });
  const rows = (form?.makes ? (answer as Record<string, unknown>)[form.makes] : [answer]) as Row[];
  const items = await Promise.all(rows.map(({ id }) => after(of, String(id), asked)));
  if (form?.makes) return { body: { items } };
  return { body: { ...items[0], ...toldOnce(answer, ONCE) } };
}

/** Edits one. */
export async function changed(of: Resource, asked: Asked): Promise<Answer> {
  const form = drawable(of.forms.update);
  const verb = of.forms.update?.verb;
  if (verb === undefined) throw notFound(of);
  const row = of.single ? await settingRow(of, asked) : await rowWith(of, asked.place.id ?? "", asked);
  if (row === null) throw notFound(of);
  // A setting takes what is named alone; another verb all of its form, as a person hands it in.
  const held = form ? inputOf(form, initialValues(form, row), row) : heldBy(of, verb, row);
  const kept = of.single ? {} : held;
  const revision = form?.revised ? { base_revision: row.revision } : {};
  const input = { ...kept, ...revision, ...asked.body };
  await actAs(asked.caller, asked.env, verb, {
    [of.argument ?? of.noun]: row.id,
    input,
    request: asked.request(),
  });
  return { body: await after(of, String(row.id), asked) };
}

/** Content is checked before it is submitted, as panel and chat have it checked: the law refuses what was not. */
const CHECKED: ReadonlySet<string> = new Set(["template", "basic_template"]);

/** Does what a transition is called. */
export async function acted(of: Resource, act: string, offer: Offer, asked: Asked): Promise<Answer> {
  const id = asked.place.id ?? "";
  const [verb, argument] = verbOf(of, act);
  const { reason, shown, ...input } = asked.body;
  if (act === "submit" && CHECKED.has(of.noun) && (await rowWith(of, id, asked)) !== null)
    await callAs(asked.caller, asked.env, "check-template", { template: id });
  const answer = await actAs(asked.caller, asked.env, verb, {
    [argument]: id,
    ...(shapeOf(of, verb, act) ? { input } : {}),
    ...(offer.reason ? { reason: reason ?? null } : {}),
    ...(namesShown(act, offer) ? { shown: shown ?? null } : {}),
    request: asked.request(),
  });
  return { body: await after(of, id, asked, offer.once ? toldOnce(answer, [offer.once.key]) : {}) };
}

/** What may be done with a row now, and the hash of what is decided. */
export const transitions = named(
  "Transitions",
  z.object({
    items: z.array(
      z.object({
        verb: z.string(),
        to: z.string().nullable(),
        needs: z.string().nullable(),
        needs_reason: z.boolean(),
        needs_sudo: z.boolean(),
        shown: z.string().nullable().describe("Pass it with the action: it identifies what was viewed"),
        allowed: z.boolean(),
        code: z.string().nullable().describe("Why it isn't allowed"),
      }),
    ),
  }),
);

/** Those of a row, also of what is no noun. None where the caller doesn't see it. */
export async function transitionsOf(resource: string, id: string, { caller, env }: Asked) {
  const all = await actAs(caller, env, "allowed_transitions", { resource, ids: [id] });
  return z.record(z.string(), transitions.shape.items).parse(all)[id] ?? [];
}

/** Answers them. @throws Refusal 404 */
export async function offered(of: Resource, asked: Asked): Promise<Answer> {
  const id = asked.place.id ?? "";
  if ((await rowWith(of, id, asked)) === null) throw notFound(of);
  return { body: { items: await transitionsOf(of.noun, id, asked) } };
}
