/** What the routes of a noun answer, each made once. */
import { pageSchema, rowSchema, wholeSchema } from "@tidings/shared/catalogue/answers.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import { headOf, type Noun } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import { named } from "../named.ts";

/** Where its rows are: the path of the panel, or its name where that is inside another's. */
export const pathOf = ({ noun }: Resource): string => {
  const { path } = headOf(noun);
  return `/resources/${path.includes("/") ? `${noun}s` : path}`;
};

/** A row that is gone, or that its maker does not see. */
const gone = named("Id", z.object({ id: z.union([z.string(), z.number()]) }));

/** `approval_rule` as `ApprovalRule`. */
export const titled = (noun: string) =>
  noun.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

function shapes(of: Resource) {
  const name = titled(of.noun);
  const row = named(`${name}Row`, rowSchema(of));
  const whole = named(name, wholeSchema(of));
  return {
    row,
    whole,
    /** After an act: the row, or its id alone. */
    after: named(`${name}After`, z.union([whole, gone])),
    page: named(`${name}Page`, pageSchema(row)),
  };
}

const kept = new Map<Noun, ReturnType<typeof shapes>>();

/** Those of a noun. */
export function shapesOf(of: Resource): ReturnType<typeof shapes> {
  const known = kept.get(of.noun) ?? shapes(of);
  kept.set(of.noun, known);
  return known;
}

/** After an act that tells something this once: beside the row, or its id. An intersection would have each part refuse the other's names. */
export const withOnce = (of: Resource, told: z.ZodRawShape): z.ZodType =>
  z.union([shapesOf(of).whole.extend(told), gone.extend(told)]);
