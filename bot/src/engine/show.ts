import { fillPlaces, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import { headOf, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import type { AnyCommand } from "../registry/registry.ts";
import { findResource, namesLike } from "./find.ts";
import { commandHead, onlyFor, WHICH } from "./head.ts";
import { resourceAnswer } from "./resource.ts";
import { viewOf } from "./view.ts";

const TITLE: Words = w("查看{one}", "Show {one}");

/** What `<noun> show` is called. */
export function showTitle(noun: Noun): Words {
  const { one } = headOf(noun);
  return { zh: fillPlaces(TITLE.zh, { one: one.zh }), en: fillPlaces(TITLE.en, { one: one.en }) };
}

/** `<noun> show`: the card of a row, for what opens and is not reviewed; what is reviewed is shown by `show`. */
export function showCommands(of: Resource): AnyCommand[] {
  if (of.reviewed || of.opens === false) return [];
  const which = of.noun;
  const title = showTitle(which);
  return [
    {
      ...commandHead(which, "show"),
      words: { title, description: title, options: { [which]: WHICH } },
      input: z.object({ [which]: z.string().trim().min(1).max(110) }),
      positional: [which],
      ...onlyFor(rightOf(which, "list"), which),
      reads: true,
      suggests: { [which]: (context, typed) => namesLike(context, typed, [which]) },
      async run(context, asked: Readonly<Record<string, unknown>>) {
        const { id } = await findResource(context, String(asked[which]), [], [which]);
        return resourceAnswer(viewOf(context), { resource: which, id });
      },
    },
  ];
}
