import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { isCleanName, isCleanText, UNSEEN_WORDS } from "../ground/names.ts";
import {
  addressFault,
  deepLinkProblem,
  degreesProblem,
  emailProblem,
  phoneProblem,
  webAddressProblem,
} from "../templates/addresses.ts";
import type { Home, Menu, Profile } from "./content.ts";
import {
  ACCOUNT_LIMITS,
  HOME_FIELDS,
  MENU_ACTIONS,
  MENU_FIELDS,
  type MenuAction,
  PROFILE_FIELDS,
  QUICK_APP_FIELDS,
} from "./fields.ts";
import { type AccountField, ADDRESS_WITHOUT } from "./schema.ts";

/** What is wrong with a content, said while one types; the law refuses the same (`private.account_content`). */
export interface AccountProblem {
  /** `menus[1].items[0].url`, counted from 0. */
  readonly path: string;
  readonly words: Words;
  /** Nothing is given: said only once somebody wants to go on. */
  readonly missing: boolean;
}

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

/** What is wrong with the value of one field; null for nothing. Pictures are judged where they are chosen. */
export function fieldProblem(field: AccountField, value: unknown, path: string): AccountProblem | null {
  const { label, takes, required, kind, max } = field;
  const wrong = (missing: boolean): AccountProblem => ({
    path,
    missing,
    // A time is picked, so how one is written helps nobody.
    words:
      missing && kind === "time"
        ? { zh: `请选择${label.zh}`, en: `${label.en} is missing` }
        : missing
          ? { zh: `请填写${label.zh}：${takes.zh}`, en: `${label.en} is missing: ${takes.en}` }
          : { zh: `${label.zh}应为${takes.zh}`, en: `${label.en}: ${takes.en}` },
  });
  if (kind === "flag" || kind === "choice" || kind === "signatures") return null;
  if (kind === "picture") return value ? null : required ? wrong(true) : null;
  const typed = String(value ?? "").trim();
  if (typed === "") return required ? wrong(true) : null;
  if (fitsField(field, typed)) return null;
  const character = kind === "url" || kind === "deep_link" ? addressFault(typed) : null;
  if (character) {
    const { zh, en } = ADDRESS_WITHOUT;
    return {
      path,
      missing: false,
      words: {
        zh: `${label.zh}应为${fillPlaces(zh, { character: character.zh })}`,
        en: `${label.en}: ${fillPlaces(en, { character: character.en })}`,
      },
    };
  }
  const count = [...typed].length;
  if ((kind === "text" || kind === "long") && count > max)
    return {
      path,
      missing: false,
      words: {
        zh: `${label.zh}有 ${count} 个字符，最多 ${max} 个`,
        en: `${label.en} has ${count} characters; at most ${max} fit`,
      },
    };
  if (isSeen(kind, typed)) return wrong(false);
  return {
    path,
    missing: false,
    words: {
      zh: `${label.zh}中有${UNSEEN_WORDS.zh}，请删除后重新输入`,
      en: `${label.en}: it has ${UNSEEN_WORDS.en}; delete and type it anew`,
    },
  };
}

/** What is wrong with the values of fields that are at `path`. */
export function fieldsProblems(
  fields: readonly AccountField[],
  given: object,
  path: string,
): AccountProblem[] {
  const values = given as Readonly<Record<string, unknown>>;
  return fields.flatMap((field) => {
    const place = path === "" ? field.name : `${path}.${field.name}`;
    return fieldProblem(field, values[field.name], place) ?? [];
  });
}

export function profileProblems(profile: Profile): AccountProblem[] {
  const problems = fieldsProblems(PROFILE_FIELDS, profile, "");
  const signatures = profile.signatures ?? [];
  if (
    profile.all_ports &&
    (signatures.length === 0 ||
      !signatures.every(fitsSignature) ||
      signatures.length > ACCOUNT_LIMITS.signatures)
  ) {
    const [field] = PROFILE_FIELDS.filter(({ name }) => name === "signatures");
    if (field) {
      const { label, takes } = field;
      problems.push({
        path: "signatures",
        missing: signatures.length === 0,
        words: { zh: `${label.zh}应为${takes.zh}`, en: `${label.en}: ${takes.en}` },
      });
    }
  }
  return problems;
}

const actionOf = (name: string): MenuAction => MENU_ACTIONS[name as keyof typeof MENU_ACTIONS];

export function menusProblems(menus: readonly Menu[]): AccountProblem[] {
  const problems: AccountProblem[] = [];
  if (menus.length === 0)
    problems.push({
      path: "menus",
      missing: true,
      words: w("请至少添加一个一级菜单", "Add one menu at least"),
    });
  for (const [at, menu] of menus.entries()) {
    const path = `menus[${at}]`;
    problems.push(...fieldsProblems([...MENU_FIELDS, ...actionOf(menu.action).fields], menu, path));
    const items = menu.action === "submenu" ? (menu.items ?? []) : [];
    if (menu.action === "submenu" && items.length === 0)
      problems.push({
        path: `${path}.items`,
        missing: true,
        words: w("请至少添加一个子菜单", "Add one sub-menu at least"),
      });
    for (const [place, item] of items.entries())
      problems.push(
        ...fieldsProblems([...MENU_FIELDS, ...actionOf(item.action).fields], item, `${path}.items[${place}]`),
      );
  }
  return problems;
}

export function homeProblems(home: Home): AccountProblem[] {
  const apps = home.quick_apps ?? [];
  return [
    ...fieldsProblems(HOME_FIELDS, home, ""),
    ...apps.flatMap((app, at) => fieldsProblems(QUICK_APP_FIELDS, app, `quick_apps[${at}]`)),
  ];
}
