/** Signatures and SMS templates in the words of KooMessage's API, for what comes from an account there and for programs that ask as its clients do. */
import type { Enum } from "../ground/enums.ts";
import { fitsVariable, type SmsVariable, type VariableKind } from "./variables.ts";
import { SIGNATURE_SOURCE_WORDS } from "./words.ts";

type SignatureKind = Enum<"signature_kind">;
type SignatureSource = Enum<"signature_source">;

/** `signature_source`: its numbers are places in this list. */
export const SOURCES_THERE = Object.keys(SIGNATURE_SOURCE_WORDS) as SignatureSource[];

const KINDS_THERE = {
  notification: "NOTIFY_TYPE",
  promotion: "PROMOTION_TYPE",
} as const satisfies Readonly<Record<SignatureKind, string>>;
export type KindThere = (typeof KINDS_THERE)[SignatureKind];
export const KIND_WORDS_THERE = Object.values(KINDS_THERE) as [KindThere, ...KindThere[]];

export const kindThere = (kind: unknown): KindThere =>
  KINDS_THERE[kind === "promotion" ? "promotion" : "notification"];
/** What does not say that it promotes notifies. */
export const kindHere = (said: string): SignatureKind =>
  /PROMOTION/i.test(said) ? "promotion" : "notification";

/** The kinds of variables there. */
const VARIABLES_THERE = {
  phone: "PHONE",
  characters: "CHARDIGIT",
  time: "DATETIME",
  money: "MONEY",
  text: "TEXT",
} as const satisfies Readonly<Record<VariableKind, string>>;
/** The place of the short link is a variable there. */
export const LINK_THERE = "NEWTEXT";
export const VARIABLE_WORDS_THERE = [LINK_THERE, ...Object.values(VARIABLES_THERE)] as const;

/** An example of each kind, for variables that come without one. */
const EXAMPLES: Readonly<Record<VariableKind, string>> = {
  phone: "4001008888",
  characters: "A1024",
  time: "12月1日9:00",
  money: "99.00",
  text: "示例",
};

/** A variable of ours by what it is there; of a kind that there is not, a text. */
export function variableHere(name: string, type: string, said = ""): SmsVariable {
  const known = Object.entries(VARIABLES_THERE).find(([, word]) => word === type.toUpperCase());
  const kind = (known?.[0] ?? "text") as VariableKind;
  const example = fitsVariable({ kind, example: said }) ? said : EXAMPLES[kind];
  return { name, kind, example };
}

/** `variable_attributes`: a place of a text there, by its number. */
export interface PlaceThere {
  readonly variable_index: number;
  readonly variable_type: string;
  readonly variable_desc?: string | undefined;
}

const PLACES = /\$\{([^{}]*)\}/g;
const OURS = /\$\{([^{}]*)\}|\{link\}/g;
const LINK = "{link}";

/** What is wrong with a text from there. */
export type TextFault = "places_differ" | "link_twice";

/**
 * A text there as one of ours: the place of the link is {link}, and the others are variables, called v1, v2 … where they are numbered. Places are told apart by
 * their numbers, or else by their order.
 */
export function textHere(
  content: string,
  attributes: readonly PlaceThere[],
): { content: string; variables: SmsVariable[] } | TextFault {
  const names = [...new Set([...content.matchAll(PLACES)].map(([, name = ""]) => name.trim()))];
  const sorted = attributes.toSorted((one, other) => one.variable_index - other.variable_index);
  const isNumbered = names.every((name) => sorted.some((one) => String(one.variable_index) === name));
  const indexes = new Set(sorted.map(({ variable_index }) => variable_index));
  if (names.length !== sorted.length || indexes.size !== sorted.length) return "places_differ";
  const aboutOf = (name: string) =>
    sorted.find((one, at) =>
      isNumbered ? String(one.variable_index) === name : at === names.indexOf(name),
    ) as PlaceThere;
  const isLink = (name: string) => aboutOf(name).variable_type.toUpperCase() === LINK_THERE;
  const links = [...content.matchAll(PLACES)].filter(([, name = ""]) => isLink(name.trim()));
  if (links.length > 1) return "link_twice";
  const nameHere = (name: string) => (/^\d/.test(name) ? `v${name}` : name);
  const variables = names
    .filter((name) => !isLink(name))
    .map((name) => variableHere(nameHere(name), aboutOf(name).variable_type, aboutOf(name).variable_desc));
  return {
    content: content.replace(PLACES, (_, name: string) =>
      isLink(name.trim()) ? LINK : `\${${nameHere(name.trim())}}`,
    ),
    variables,
  };
}

/** What fills the places of a text of ours, in the order in which they first stand: names of variables, and {link}. */
const filledBy = (content: string): string[] => [
  ...new Set([...content.matchAll(OURS)].map(([place, name]) => name ?? place)),
];

/** The names of its variables in the order of their places: values come in this order. */
export const variablesInOrder = (content: string): string[] =>
  filledBy(content).filter((name) => name !== LINK);

/** A text of ours as one there: its places are numbered by the order in which they first stand. */
export function textThere(
  content: string,
  variables: readonly SmsVariable[],
): { content: string; places: Required<PlaceThere>[] } {
  const names = filledBy(content);
  return {
    content: content.replace(
      OURS,
      (place, name: string | undefined) => `\${${names.indexOf(name ?? place) + 1}}`,
    ),
    places: names.map((name, at) => {
      const { kind = "text", example = "" } = variables.find((one) => one.name === name) ?? {};
      const variable_type = name === LINK ? LINK_THERE : VARIABLES_THERE[kind];
      return { variable_index: at + 1, variable_type, variable_desc: example };
    }),
  };
}
