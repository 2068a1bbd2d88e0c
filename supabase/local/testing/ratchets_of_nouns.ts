/** What the ratchets count of declarations: flags and slots with one user, and lists that name the nouns again. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { DECLARED } from "../../../shared/src/catalogue/declared.ts";
import { NOUNS } from "../../../shared/src/resource/nouns.ts";
import { ROOT } from "../env.ts";

type Bag = Readonly<Record<string, unknown>>;
const entriesOf = (of: unknown): [string, unknown][] =>
  Object.entries((of ?? {}) as Bag).filter(([, value]) => value !== undefined);

/** What one noun alone uses, as `Offer.once`. A flag has two users, or it is a slot. */
export function flagsOfOne(): string[] {
  const users = new Map<string, Set<string>>();
  const use = (what: string, of: unknown, noun: string) => {
    for (const [flag] of entriesOf(of))
      users.set(`${what}.${flag}`, (users.get(`${what}.${flag}`) ?? new Set()).add(noun));
  };
  for (const [noun, of] of Object.entries(DECLARED)) {
    use("Declared", of, noun);
    for (const [, field] of entriesOf(of.fields)) use("Field", field, noun);
    for (const [, offer] of entriesOf(of.transitions)) use("Offer", offer, noun);
    for (const [, form] of entriesOf(of.forms)) {
      use("Form", form, noun);
      for (const [, input] of entriesOf((form as Bag).inputs)) use("Input", input, noun);
    }
  }
  for (const [noun, head] of Object.entries(NOUNS)) use("NounHead", head, noun);
  return [...users].filter(([, nouns]) => nouns.size === 1).map(([flag, nouns]) => `${flag} (${[...nouns]})`);
}

function visit(path: string, see: (node: ts.Node) => void): void {
  const text = readFileSync(`${ROOT}/${path}`, "utf8");
  const down = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, down);
  };
  down(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

const keysOf = (node: ts.ObjectLiteralExpression): string[] =>
  node.properties.flatMap(({ name }) =>
    name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [],
  );

/** The slots of each resource of the panel: of the page files, what is given as `slots`. */
export function slotsOf(
  pages: readonly string[],
): { readonly path: string; readonly slots: readonly string[] }[] {
  const found: { path: string; slots: string[] }[] = [];
  for (const path of pages)
    visit(path, (node) => {
      if (!ts.isPropertyAssignment(node) || node.name.getText() !== "slots") return;
      const { initializer } = node;
      const given = ts.isCallExpression(initializer) ? initializer.arguments[0] : initializer;
      if (given && ts.isObjectLiteralExpression(given)) found.push({ path, slots: keysOf(given) });
    });
  return found;
}

/** Slots that one resource uses. */
export function slotsOfOne(pages: readonly string[]): string[] {
  const all = slotsOf(pages).flatMap(({ slots }) => slots);
  return [...new Set(all)].filter((slot) => all.filter((one) => one === slot).length === 1);
}

/** A list of fewer nouns says something about them; a longer one is a register. */
const REGISTER = 8;

/** Objects and arrays that name eight nouns and more. */
export function listsOfNouns(source: readonly string[]): string[] {
  const isNoun = (name: string) => Object.hasOwn(NOUNS, name);
  const found: string[] = [];
  for (const path of source)
    visit(path, (node) => {
      const names = ts.isObjectLiteralExpression(node)
        ? keysOf(node)
        : ts.isArrayLiteralExpression(node)
          ? node.elements.filter(ts.isStringLiteral).map(({ text }) => text)
          : [];
      if (new Set(names.filter(isNoun)).size >= REGISTER) found.push(path);
    });
  return found;
}
