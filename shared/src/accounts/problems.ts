import { fillPlaces, type Words } from "../ground/locale.ts";
import { isCleanName, isCleanText, UNSEEN_WORDS } from "../ground/names.ts";
import {
  addressFault,
  deepLinkProblem,
  degreesProblem,
  emailProblem,
  phoneProblem,
  webAddressProblem,
} from "../templates/addresses.ts";
import { type AccountField, ADDRESS_WITHOUT } from "./schema.ts";

/** What is wrong with a field of a content, said while one types; the law refuses the same (`private.account_content`). */

/** Is a text free of characters that its kind does not take, whatever its length? */
function isSeen(kind: AccountField["kind"], value: string): boolean {
  return kind === "text" ? isCleanName(value) : kind !== "long" || isCleanText(value);
}

/** Does a text fit its kind? */
export function fitsField({ kind, max }: AccountField, value: string): boolean {
  const length = [...value].length;
  switch (kind) {
    case "text":
    case "long":
      return length <= max && isSeen(kind, value);
    case "url":
      return length <= max && webAddressProblem(value) === null;
    case "deep_link":
      return length <= max && deepLinkProblem(value) === null;
    case "phone":
      return length <= max && phoneProblem(value) === null;
    case "package":
      return length <= max && /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/.test(value);
    case "digits":
      return length <= max && /^[0-9]+$/.test(value);
    case "email":
      return length <= max && emailProblem(value) === null;
    case "time":
      return isInstant(value);
    case "longitude":
    case "latitude":
      return degreesProblem(value, kind) === null;
    default:
      return true;
  }
}

/** An instant with its zone, as the law takes it: without one, nobody knows when it is. */
export const isInstant = (value: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** A signature is 2 to 18 characters without the brackets that the system puts round it. */
export const fitsSignature = (name: string) => /^[^【】[\]]{2,18}$/u.test(name.trim()) && isCleanName(name);

/** What is wrong with what is typed into a field, as a sentence; null for nothing. What is missing the form says of itself. */
export function fieldProblem(field: AccountField, value: unknown): Words | null {
  const { label, takes, kind, max } = field;
  const typed = String(value ?? "").trim();
  if (typed === "" || fitsField(field, typed)) return null;
  const should = ({ zh, en }: Words): Words => ({
    zh: `${label.zh}应为${zh}`,
    en: `${label.en} must be ${en}`,
  });
  const character = kind === "url" || kind === "deep_link" ? addressFault(typed) : null;
  if (character)
    return should({
      zh: fillPlaces(ADDRESS_WITHOUT.zh, { character: character.zh }),
      en: fillPlaces(ADDRESS_WITHOUT.en, { character: character.en }),
    });
  const count = [...typed].length;
  if ((kind === "text" || kind === "long") && count > max)
    return {
      zh: `${label.zh}有 ${count} 个字符，最多 ${max} 个`,
      en: `${label.en} has ${count} characters; the limit is ${max}`,
    };
  if (isSeen(kind, typed)) return should(takes);
  return {
    zh: `${label.zh}中有${UNSEEN_WORDS.zh}，请删除后重新输入`,
    en: `${label.en} contains ${UNSEEN_WORDS.en}, so delete and retype the text`,
  };
}
