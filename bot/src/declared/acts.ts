import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { headOf, rightOf } from "@tidings/shared/nouns.ts";
import type { Offer, Resource, Row } from "@tidings/shared/resource/define.ts";
import { z } from "zod";
import { answerOf, verb } from "../database.ts";
import type { AnyCommand, Context } from "../registry.ts";
import { findResource, namesLike } from "../resources/find.ts";
import { rowWithId } from "../rows.ts";
import { doneAnswer } from "./done.ts";

/** Decisions have commands of their own, for whatever is reviewed. */
const DECISIONS = new Set(["submit", "approve", "reject"]);

const WHICH: Words = { zh: "名称或编号", en: "Name or id" };

/** `<noun> <act>` for every transition that is no decision. */
export function actCommands(of: Resource): AnyCommand[] {
  return Object.entries(of.transitions)
    .filter(([act]) => !DECISIONS.has(act))
    .map(([act, offer]) => actCommand(of, act, offer));
}

function actCommand(of: Resource, act: string, offer: Offer): AnyCommand {
  const { command, feature, apart } = headOf(of.noun);
  const name = of.noun;
  const step = `${act}_${of.noun}`;
  return {
    name: `${command} ${act.replaceAll("_", "-")}`,
    feature,
    words: { title: offer.label, description: offer.body, options: { [name]: WHICH } },
    input: z.object({ [name]: z.string().trim().min(1).max(100) }),
    positional: [name],
    permission: rightOf(of.noun, "update"),
    reads: false,
    admin: apart,
    audience: apart ? "person" : "chat_channel",
    suggests: { [name]: (context, typed) => namesLike(context, typed, [of.noun], offer.from) },
    async run(context: Context, input: Readonly<Record<string, unknown>>) {
      const found = await findResource(context, String(input[name]), offer.from, [of.noun]);
      const request = context.request(`${step}/${found.id}`);
      const row = await answerOf<Row>(rowWithId(context.session, of.view, found.id));
      await verb(context.session, step, { [of.argument ?? of.noun]: found.id, request });
      const text = fillPlaces(say(offer.done, context.locale), row);
      if (offer.deletes) return { tone: "good", text };
      return doneAnswer(context, [{ resource: of.noun, id: found.id }], text);
    },
  };
}
