/** Templates of the basic edition at KooMessage: made once, found again by their name, asked about (spec BAS-3). */
import { checkChannel } from "@tidings/shared/basic/check_channel.ts";
import { basicContentSchema } from "@tidings/shared/basic/content.ts";
import { type KooMessagePart, toKooMessageBasic } from "@tidings/shared/basic/koomessage.ts";
import { z } from "zod";
import { type Channel, Silent } from "../calls.ts";
import { type BasicHandoff, type StateThere, Unfit } from "../resolver.ts";
import { basicStatesOf } from "./basic_states.ts";
import { ask } from "./client.ts";
import { done, makeTemplate } from "./made.ts";
import { streamOf } from "./materials.ts";

const PATH = "/v1/aim-basic/templates";

const made = z.object({ tplid: z.coerce.string().min(1).max(64) });
const row = z.looseObject({ tpl_id: z.coerce.string().min(1), tpl_name: z.string().nullish() });
/** The list is the answer's, or that of its data. */
const listed = z.union([
  z.object({ data: z.object({ templates: z.array(row) }) }).transform(({ data }) => data.templates),
  z.object({ templates: z.array(row) }).transform(({ templates }) => templates),
]);

async function listing(channel: Channel, query: Record<string, string>, what: string) {
  const asked = { offset: 0, limit: 100, ...query };
  const body = done(await ask(channel, { method: "GET", path: PATH, query: asked }), what);
  const found = listed.safeParse(body).data;
  if (!found) throw new Silent(`${what}: the answer has no list of templates`);
  return found;
}

async function byName(channel: Channel, name: string): Promise<string | null> {
  const found = await listing(channel, { tpl_name: name }, "asked for a basic template by its name");
  return found.find(({ tpl_name }) => tpl_name === name)?.tpl_id ?? null;
}

/** What the service cannot fetch is given as it is. */
async function partGiven(part: KooMessagePart): Promise<KooMessagePart> {
  if (part.source !== "url") return part;
  const stream = await streamOf(part.content);
  return stream === null ? part : { ...part, source: "file", content: stream.replace(/^data:[^,]*,/, "") };
}

/**
 * Makes a template of the basic edition there. Its reviewers tell what they decide at `callback_url`.
 *
 * @throws Unfit when it cannot be said there, or is refused for what is in it
 */
export async function submitBasic(channel: Channel, handoff: BasicHandoff): Promise<string> {
  const read = basicContentSchema.safeParse(handoff.content);
  if (!read.success) throw new Unfit("the content is no storyboard");
  const unfit = checkChannel(read.data.slots.frames, "koomessage");
  if (unfit.length > 0) throw new Unfit(unfit.map(({ words }) => words.zh).join(" "));
  const body = toKooMessageBasic({ ...handoff, content: read.data });
  const find = () => byName(channel, body.tpl_name);
  if (handoff.doubtful) {
    const before = await find();
    if (before) return before;
  }
  const reslist: KooMessagePart[] = [];
  for (const part of body.reslist) reslist.push(await partGiven(part));
  return await makeTemplate(channel, {
    path: PATH,
    body: { ...body, reslist, callbackurl: handoff.callback_url },
    idOf: (answer) => made.safeParse(answer).data?.tplid ?? made.safeParse(answer.data).data?.tplid ?? null,
    find,
  });
}

/** What the networks have decided about a template. */
export async function basicStates(channel: Channel, template: string): Promise<StateThere[]> {
  const what = "asked for the state of a basic template";
  const found = await listing(channel, { tpl_id: template }, what);
  const about = found.find(({ tpl_id }) => tpl_id === template);
  if (!about) throw new Silent(`${what}: the list does not have it`);
  return basicStatesOf(about);
}
