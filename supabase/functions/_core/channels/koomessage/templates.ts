/** Templates at KooMessage: made once, found again by their name, turned off and on, removed (spec TPL-7). */
import type { KooMessageTemplate, Material } from "@tidings/shared/templates/koomessage/body.ts";
import { withResources } from "@tidings/shared/templates/koomessage/body.ts";
import { toKooMessage } from "@tidings/shared/templates/koomessage/to_koomessage.ts";
import { z } from "zod";
import { type Channel, Silent } from "../calls.ts";
import { type StateThere, type TemplateHandoff, Unfit } from "../resolver.ts";
import { basicStates, submitBasic } from "./basic_templates.ts";
import { ask } from "./client.ts";
import { done, makeTemplate } from "./made.ts";
import { upload } from "./materials.ts";
import { statesOf } from "./states.ts";

const PATH = "/v1/aim/templates";

const made = z.object({ data: z.object({ tpl_id: z.string().min(1).max(36) }) });
const listed = z.object({
  templates: z.array(z.looseObject({ tpl_id: z.string().min(1), tpl_name: z.string() })),
});

async function listing(channel: Channel, query: Record<string, string>, what: string) {
  const asked = { tpl_type: "private", is_only_status: "true", offset: 0, limit: 100, ...query };
  const body = done(await ask(channel, { method: "GET", path: PATH, query: asked }), what);
  const found = listed.safeParse(body).data;
  if (!found) throw new Silent(`${what}: the answer has no list of templates`);
  return found.templates;
}

/** The template of that name, which no other has; null where there is none. The service matches a part of a name. */
async function byName(channel: Channel, name: string): Promise<string | null> {
  const found = await listing(channel, { tpl_name: name }, "asked for a template by its name");
  return found.find(({ tpl_name }) => tpl_name === name)?.tpl_id ?? null;
}

/**
 * Makes a template there. The service has no key for a repeat, so whatever may have been made before is looked for by its name,
 * before the first repeat and after a try whose end nobody knows.
 *
 * @throws Unfit when it cannot be said there, or is refused for what is in it
 */
export async function submitTemplate(channel: Channel, handoff: TemplateHandoff): Promise<string> {
  if (handoff.kind === "basic") return await submitBasic(channel, handoff);
  const mapped = toKooMessage(handoff);
  if ("issues" in mapped) throw new Unfit(mapped.issues.map(({ words }) => words.zh).join(" "));
  const { body, materials } = mapped;
  if (handoff.doubtful) {
    const before = await byName(channel, body.tpl_name);
    if (before) return before;
  }
  return await create(channel, withResources(body, await uploaded(channel, materials, handoff.reference)));
}

const create = (channel: Channel, body: KooMessageTemplate): Promise<string> =>
  makeTemplate(channel, {
    path: PATH,
    body,
    idOf: (answer) => made.safeParse(answer).data?.data.tpl_id ?? null,
    find: () => byName(channel, body.tpl_name),
  });

/** One after another: a cover names its video. */
async function uploaded(channel: Channel, materials: readonly Material[], reference: string) {
  const ids: { material: string; resource: string }[] = [];
  for (const [index, material] of materials.entries()) {
    const video = material.cover_of === null ? null : (ids[material.cover_of]?.material ?? null);
    ids.push(await upload(channel, material, `${reference}-${index}`, video));
  }
  return ids.map(({ resource }) => resource);
}

/** What vendors have decided about a template, or networks about one of the basic edition. */
export async function templateStates(
  channel: Channel,
  template: string,
  kind: TemplateHandoff["kind"],
): Promise<StateThere[]> {
  if (kind === "basic") return await basicStates(channel, template);
  const found = await listing(channel, { tpl_id: template }, "asked for the state of a template");
  const about = found.find(({ tpl_id }) => tpl_id === template);
  if (!about) throw new Silent("asked for the state of a template: the list does not have it");
  return statesOf(about);
}

export async function setTemplate(channel: Channel, template: string, on: boolean): Promise<void> {
  const path = `/v1/aim/template-state/${encodeURIComponent(template)}`;
  const said = await ask(channel, { method: "PUT", path, body: { tpl_state: on ? 1 : 0 } });
  done(said, on ? "did not turn a template on" : "did not turn a template off");
}

export async function deleteTemplate(channel: Channel, template: string): Promise<void> {
  // The one path of it that says template and not templates.
  const path = `/v1/aim/template/${encodeURIComponent(template)}`;
  const said = await ask(channel, { method: "DELETE", path });
  // One that is not there is refused, so it is looked for.
  if (
    said.outcome === "refused" &&
    (await listing(channel, { tpl_id: template }, "looked for a template")).length === 0
  )
    return;
  done(said, "did not remove a template");
}
