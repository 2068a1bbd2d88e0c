import { jsonLanguage } from "@codemirror/lang-json";
import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { readPolicy } from "@tidings/shared/people/policy.ts";

/** A fault of a policy, and where in its text it is. */
export interface JsonProblem {
  readonly from: number;
  readonly to: number;
  /** 1 for the first. */
  readonly line: number;
  /** `Statement[0].Action[1]`; empty for what is no JSON. */
  readonly where: string;
  readonly words: Words;
}

const BROKEN: Words = w("此处不是有效的 JSON。", "This isn't valid JSON.");
const duplicate = (key: string): Words => ({
  zh: `“${key}”写了两次，只有最后一个生效。请删去一个。`,
  en: `“${key}” appears twice, and only the last one counts. Remove one.`,
});

type JsonNode = ReturnType<typeof jsonLanguage.parser.parse>["topNode"];

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length;

/** The faults of the text of a policy, those of the law with the words of the law; of an empty text there are none. */
export function problemsIn(text: string): JsonProblem[] {
  if (text.trim() === "") return [];
  const { topNode } = jsonLanguage.parser.parse(text);
  const found = (from: number, to: number, where: string, words: Words): JsonProblem => ({
    from,
    to: Math.min(Math.max(to, from + 1), text.length),
    line: lineOf(text, from),
    where,
    words,
  });
  const twice = duplicatesIn(topNode, text).map(({ node, key }) =>
    found(node.from, node.to, "", duplicate(key)),
  );
  const read = readPolicy(text);
  if ("policy" in read) return twice;
  const broken = read.problems.some(({ where }) => where === "") && brokenAt(topNode);
  if (broken) return [found(broken.from, broken.to, "", BROKEN)];
  return [
    ...twice,
    ...read.problems.map(({ path, where, words }) => {
      const node = nodeAt(topNode, path, text);
      return found(node.from, node.to, where, words);
    }),
  ];
}

/** The first place where the parser lost its way. */
function brokenAt(top: JsonNode): JsonNode | null {
  let broken: JsonNode | null = null;
  top.cursor().iterate((node) => {
    if (node.type.isError && broken === null) broken = node.node;
    return broken === null;
  });
  return broken;
}

const nameOf = (property: JsonNode, text: string): string => {
  const name = property.getChild("PropertyName");
  return name ? String(JSON.parse(text.slice(name.from, name.to))) : "";
};

/** The properties whose name is in their object before. */
function duplicatesIn(top: JsonNode, text: string): { node: JsonNode; key: string }[] {
  const found: { node: JsonNode; key: string }[] = [];
  top.cursor().iterate(({ node }) => {
    if (node.name !== "Object") return;
    const seen = new Set<string>();
    for (const property of node.getChildren("Property")) {
      const key = nameOf(property, text);
      if (seen.has(key)) found.push({ node: property, key });
      seen.add(key);
    }
  });
  return found;
}

/** The node of a path, or the nearest around it: what is missing is told at what lacks it. */
function nodeAt(top: JsonNode, path: readonly PropertyKey[], text: string): JsonNode {
  let node = top.firstChild ?? top;
  for (const key of path) {
    const next = typeof key === "number" ? itemNode(node, key) : valueNode(node, String(key), text);
    if (next === null) return node;
    node = next;
  }
  return node;
}

const VALUES = ["String", "Number", "True", "False", "Null", "Object", "Array"];

function itemNode(node: JsonNode, place: number): JsonNode | null {
  let count = 0;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!VALUES.includes(child.name)) continue;
    if (count === place) return child;
    count += 1;
  }
  return null;
}

function valueNode(node: JsonNode, key: string, text: string): JsonNode | null {
  const property = node.getChildren("Property").findLast((one) => nameOf(one, text) === key);
  return property?.lastChild ?? null;
}
