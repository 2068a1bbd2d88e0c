/** The routes of every declared noun, drawn from its declaration as panel and chat are. */
import { toldRow } from "@tidings/shared/catalogue/answers.ts";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { hasActs, type Offer, type Resource } from "@tidings/shared/resource/define.ts";
import { headOf, type Noun } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import type { Route } from "../route.ts";
import { acted, actShape, changed, changeShape, made, makeShape, offered, transitions } from "./acts.ts";
import { listed, listQuery } from "./list.ts";

import { settingRow, wholeRow } from "./rows.ts";
import { pathOf, shapesOf, withOnce } from "./shapes.ts";

/** What sends messages is never to be done twice by a request that was sent twice. */
const SENDS: ReadonlySet<string> = new Set([
  ...["submit", "release", "retry", "resend"].map((act) => `send ${act}`),
  "template test",
  "basic_template test",
]);

/** What making one tells this once: a key that is kept as a hash alone. */
const MADE_ONCE: Readonly<Partial<Record<Noun, readonly string[]>>> = { invitation: ["token"] };

type Drawn = Omit<Route, "dialect" | "group">;

function readRoutes(of: Resource): Drawn[] {
  const { many, one } = headOf(of.noun);
  const path = pathOf(of);
  const { whole, page } = shapesOf(of);
  if (of.single)
    return [
      {
        ...{
          method: "get",
          path,
          summary: w(`查看：${one.zh}`, `Show: ${one.en}`),
          description: of.words.note,
          answers: { 200: whole },
        },
        run: async (asked) => ({ body: toldRow(whole, await settingRow(of, asked)) }),
      },
    ];
  const list: Drawn = {
    ...{
      method: "get",
      path,
      summary: w(`列表：${many.zh}`, `List: ${many.en}`),
      description: of.words.note,
    },
    query: listQuery(of),
    answers: { 200: page },
    run: (asked) => listed(of, asked),
  };
  const show: Drawn = {
    ...{
      method: "get",
      path: `${path}/:id`,
      summary: w(`查看：${one.zh}`, `Show: ${one.en}`),
      answers: { 200: whole },
    },
    run: async (asked) => ({ body: await wholeRow(of, asked.place.id ?? "", asked) }),
  };
  const acts: Drawn = {
    ...{
      method: "get",
      path: `${path}/:id/transitions`,
      summary: w(`${one.zh}当前可执行的操作`, `Available actions: ${one.en}`),
      answers: { 200: transitions },
    },
    run: (asked) => offered(of, asked),
  };
  return [list, show, ...(hasActs(of) ? [acts] : [])];
}

/** What is told this once; a request that is repeated is answered without it. */
const secrets = (keys: readonly string[], about = "Shown only once"): z.ZodRawShape =>
  Object.fromEntries(keys.map((key) => [key, z.string().optional().describe(about)]));

function writeRoutes(of: Resource): Drawn[] {
  const { one } = headOf(of.noun);
  const path = pathOf(of);
  const { after } = shapesOf(of);
  const [make, change] = [makeShape(of), changeShape(of)];
  const told = MADE_ONCE[of.noun] ?? [];
  const makes = of.forms.create && "makes" in of.forms.create && of.forms.create.makes;
  const create: Drawn[] = make
    ? [
        {
          ...{
            method: "post",
            path,
            summary: of.forms.create?.title ?? w(`新建：${one.zh}`, `Create: ${one.en}`),
            body: make,
            once: "may",
          },
          answers: {
            201: makes
              ? z.object({ items: z.array(after) })
              : told.length > 0
                ? withOnce(of, secrets(told))
                : after,
          },
          run: (asked) => made(of, asked),
        },
      ]
    : [];
  const update: Drawn[] = change
    ? [
        {
          ...{
            method: "patch",
            path: of.single ? path : `${path}/:id`,
            summary: of.forms.update?.title ?? w(`修改：${one.zh}`, `Edit: ${one.en}`),
          },
          ...{ body: change, once: "may", answers: { 200: after } },
          run: (asked) => changed(of, asked),
        },
      ]
    : [];
  return [
    ...create,
    ...update,
    ...Object.entries(of.transitions).map(([act, offer]) => actRoute(of, act, offer)),
  ];
}

function actRoute(of: Resource, act: string, offer: Offer): Drawn {
  const { once } = offer;
  return {
    ...{
      method: "post",
      path: `${pathOf(of)}/:id/${act.replaceAll("_", "-")}`,
      summary: w(
        `${(offer.title ?? offer.label).zh}：${headOf(of.noun).one.zh}`,
        `${(offer.title ?? offer.label).en}: ${headOf(of.noun).one.en}`,
      ),
    },
    ...(offer.about ? { description: offer.about } : {}),
    body: actShape(of, act, offer),
    once: SENDS.has(`${of.noun} ${act}`) ? "must" : "may",
    answers: { 200: once ? withOnce(of, secrets([once.key], once.note.en)) : shapesOf(of).after },
    run: (asked) => acted(of, act, offer, asked),
  };
}

/** All of them. */
export function resourceRoutes(): Route[] {
  return Object.values(DECLARED).flatMap((of) =>
    [...readRoutes(of), ...writeRoutes(of)].map(
      (route): Route => ({ ...route, dialect: "own", group: headOf(of.noun).many }),
    ),
  );
}
