import { exportInput } from "@tidings/shared/catalogue/exports/request.ts";
import { SOURCES } from "@tidings/shared/catalogue/exports/sources.ts";
import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { callsOfNoun, headOf, isNoun } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { awaitedFile, FORMAT, FORMAT_CHOICES, FORMATS } from "../../engine/drawn/export_file.ts";
import { findResource, namesLike } from "../../engine/find.ts";
import { namedBy } from "../../engine/named.ts";
import { ownDefinitions } from "../../engine/own.ts";
import type { Answer, Resource } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { type Context, defineCommand, type ValuesOf } from "../../registry/registry.ts";

const SAYS = {
  unknown: w("不能导出「{what}」。可选：{all}", "“{what}” can't be exported. Available: {all}"),
  meant: w("不能导出「{what}」。您是不是要导出：{all}？", "“{what}” can't be exported. Did you mean {all}?"),
  of_what: w(
    "请指明要导出哪一项的「{what}」（of：名称或编号）。",
    "Specify which item to export “{what}” for (of: its name or ID).",
  ),
} as const satisfies Record<string, Words>;

/** What rows belong to, where they belong to something that has a name. */
const PARENTS: Readonly<Record<string, Resource>> = {
  delivery: "send",
  link: "resolve_task",
  jump_link: "jump_batch",
  number_reject: "number_file",
};

/** Sources that this person may export, and that chat can name. */
function sourcesFor({ me }: Pick<Context, "me">) {
  return Object.entries(SOURCES).filter(
    ([name, { needs, orNeeds, parent }]) =>
      (needs === null || [needs, orNeeds].some((one) => one && me.permissions.includes(one))) &&
      (parent === undefined || parent.optional === true || Object.hasOwn(PARENTS, name)),
  );
}

const namesFor: ValuesOf = (context) => sourcesFor(context).map(([, { many }]) => say(many, context.locale));

/** `export add`: writes rows into a file, and posts it to the person who asked. Numbers are masked: chat never has whole ones (IAM-3). */
export const exportAdd = defineCommand({
  name: "export add",
  feature: "exports",
  words: {
    title: w("导出", "Export"),
    description: w(
      "把列表、发送明细或短链导出为文件，只发给您本人；号码脱敏",
      "Exports a list, a send's messages or a task's links, for you only; numbers are masked",
    ),
    options: {
      what: w("导出什么", "Content"),
      of: w("哪个任务或文件", "Which send or file"),
      format: FORMAT,
    },
    choices: FORMAT_CHOICES,
  },
  input: z.object({
    what: z.string().trim().min(1).max(100),
    of: z.string().trim().max(110).optional(),
    format: z.enum(FORMATS).optional(),
  }),
  positional: ["what", "of"],
  permission: null,
  reads: false,
  audience: "person",
  suggests: {
    what: async (context, typed) => {
      const wanted = typed.trim().toLowerCase();
      return namesFor(context).filter((name) => name.toLowerCase().includes(wanted));
    },
    of: (context, typed) => namesLike(context, typed, Object.values(PARENTS)),
  },
  values: { what: namesFor },
  async run(context, { what, of, format = "csv" }): Promise<Answer> {
    const { locale, zone } = context;
    const [source, { many, parent }] = sourceNamed(context, what);
    const kind = PARENTS[source];
    if (parent && !parent.optional && of === undefined)
      throw new UserError(fillPlaces(say(SAYS.of_what, locale), { what: say(many, locale) }));
    const about = of !== undefined && kind ? await findResource(context, of, [], [kind]) : undefined;
    const input = exportInput({
      source,
      format,
      locale,
      at: context.at,
      zone,
      own: isNoun(source) && headOf(source).own ? await ownDefinitions(context, source) : [],
      ...(about ? { of: { id: about.id, name: about.name } } : {}),
    });
    const { id } = await verb<{ id: string }>(context.session, "create_export", {
      input,
      request: context.request("create_export"),
    });
    return awaitedFile(context, id);
  },
});

type Named = ReturnType<typeof sourcesFor>[number];

/** What a source is called, and what its rows are. */
const callsOf = ([name, { many }]: Named): string[] => [
  ...[many.zh, many.en, name],
  ...(isNoun(name) ? callsOfNoun(name) : []),
];

/** The source that somebody calls so, in any form of its name. @throws UserError with what may be meant, else with all there are */
function sourceNamed(context: Context, what: string) {
  const all = sourcesFor(context);
  const { rows } = namedBy(all, what, callsOf);
  const [found] = rows;
  if (found && rows.length === 1) return found;
  const meant = rows.length > 0 ? rows : nearest(all, what, callsOf);
  const names = (meant.length > 0 ? meant : all).map(([, { many }]) => say(many, context.locale));
  const words = say(meant.length > 0 ? SAYS.meant : SAYS.unknown, context.locale);
  throw new UserError(fillPlaces(words, { what, all: listText(names, context.locale) }), "what");
}
