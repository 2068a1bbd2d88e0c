/** Something that KooMessage makes once: it has no key for a repeat, so what may have been made is looked for before it is made again. */
import { type Channel, Silent } from "../calls.ts";
import { Unfit } from "../resolver.ts";
import { ask, type Said } from "./client.ts";

type Body = Readonly<Record<string, unknown>>;

/** The body of an answer. @throws Silent for anything else, with what was said */
export function done(said: Said, what: string): Body {
  if (said.outcome === "done") return said.body;
  throw new Silent(`${what}: ${said.why}`);
}

/** `idOf`: the id in an answer, null where there is none; `find`: the one that is there by its name, which no other has. */
export type Making = {
  path: string;
  body: unknown;
  idOf: (answer: Body) => string | null;
  find: () => Promise<string | null>;
};

/**
 * Makes a template there, and answers its id.
 *
 * @throws Unfit when it is refused for what is in it; Silent when it is not known to be there
 */
export async function makeTemplate(channel: Channel, { path, body, idOf, find }: Making): Promise<string> {
  const said = await ask(channel, { method: "POST", path, body });
  if (said.outcome === "refused") throw new Unfit(said.why);
  const id = said.outcome === "done" ? idOf(said.body) : null;
  if (id) return id;
  const why = said.outcome === "done" ? "the answer has no id" : said.why;
  if (said.outcome === "busy" || said.outcome === "denied") throw new Silent(`made no template: ${why}`);
  // Perhaps it is there. Where it is not yet to be seen, the next try looks again.
  const found = await find();
  if (found) return found;
  throw new Silent(`a template may have been made: ${why}`);
}
