import { capital, type Words, w } from "../ground/locale.ts";
import { label, YES_NO } from "../ground/tone.ts";
import type { Input, Inputs } from "../resource/kinds.ts";
import {
  ACCOUNT_LIMITS,
  CHANGE_REASON,
  HOME_FIELDS,
  MENU_ACTIONS,
  MENU_FIELDS,
  PROFILE_FIELDS,
  QUICK_APP_FIELDS,
} from "./fields.ts";
import { PICTURE_RULES, type PictureName } from "./pictures.ts";
import { fieldProblem, fitsSignature } from "./problems.ts";
import type { AccountField, AccountFieldKind } from "./schema.ts";

/** What the forms of service accounts ask for, made of the fields that the law has too. */

/** What a field takes, as a sentence by itself. Chinese has no capitals, so `png` stays as it is. */
const asSentence = ({ zh, en }: Words): Words => capital(w(`${zh}。`, `${en}.`));

/** What one cannot know before one has typed it. */
const PLAIN: ReadonlySet<AccountFieldKind> = new Set(["text", "long", "time", "flag", "choice"]);

/** A text is cut off nowhere: what is too long is said, with how long it is. */
const LONGEST = 2_000;

const choices = (values: Readonly<Record<string, Words>>) =>
  Object.fromEntries(Object.entries(values).map(([name, { zh, en }]) => [name, label("neutral", zh, en)]));

function inputOf(field: AccountField): Input {
  const { label: called, takes, kind, required, max, values = {} } = field;
  const asked = {
    label: called,
    ...(required ? {} : { optional: true as const }),
    ...(PLAIN.has(kind) ? {} : { hint: asSentence(takes) }),
  };
  const problem = (value: unknown) => fieldProblem(field, value);
  switch (kind) {
    case "flag":
      return { kind, ...asked, values: YES_NO, initial: false };
    case "choice":
      return {
        kind,
        ...asked,
        values: choices(values),
        initial: "",
      };
    case "signatures":
      return {
        kind: "references",
        label: called,
        from: { view: "account_signatures", key: "name", title: "name", makes: "sms_signature" },
        most: max,
        problem: (names: readonly string[]) => (names.every(fitsSignature) ? null : takes),
      };
    case "picture":
      return { kind, ...asked, rule: PICTURE_RULES[field.name as PictureName] };
    case "time":
      return { kind, ...asked, problem };
    case "long":
      return { kind, ...asked, max, problem };
    default:
      return { kind: "text", ...asked, max: LONGEST, problem };
  }
}

/** The inputs of these fields; `more` says of one what its field does not. */
export const inputsOf = (
  fields: readonly AccountField[],
  more: Readonly<Record<string, Partial<Pick<Input, "hint" | "when">>>> = {},
): Inputs =>
  Object.fromEntries(
    fields.map((field) => [field.name, { ...inputOf(field), ...more[field.name] } as Input]),
  );

const DOES: Words = w("动作类型", "Action type");

interface Action {
  readonly label: Words;
  readonly fields: readonly AccountField[];
}

/** What something does, and what each of it needs; `more`: what one of them asks for that are no fields. */
export const actionInputs = (
  actions: Readonly<Record<string, Action>>,
  initial: string,
  more: Readonly<Record<string, Inputs>> = {},
): Inputs => ({
  action: {
    kind: "choice",
    label: DOES,
    values: choices(Object.fromEntries(Object.entries(actions).map(([name, { label }]) => [name, label]))),
    initial,
  },
  what: {
    kind: "variant",
    label: DOES,
    by: "action",
    forms: Object.fromEntries(
      Object.entries(actions).map(([name, { label: called, fields }]) => [
        name,
        { kind: "group", label: called, inputs: { ...inputsOf(fields), ...more[name] } },
      ]),
    ),
  },
});

const actionsOf = (top: boolean) =>
  Object.fromEntries(Object.entries(MENU_ACTIONS).filter(([, action]) => top || !action.top));

const ITEMS = {
  kind: "list",
  label: w("子菜单", "Submenus"),
  of: { ...inputsOf(MENU_FIELDS), ...actionInputs(actionsOf(false), "url") },
  min: 1,
  most: ACCOUNT_LIMITS.items,
  initial: 1,
  entry: w("子菜单 {at}", "Submenu {at}"),
  add: w("添加子菜单", "Add submenu"),
} as const satisfies Input<"list">;

/** Where a content stands in the row of its part. */
interface Part {
  readonly kind: string;
  readonly content: unknown;
  readonly live_version: number | null;
  readonly state: string;
  readonly change_reason: string | null;
}

/** Asked of the part of this kind. A new account has no row yet, and begins with its profile. */
const ofPart = (kind: string) => ({
  when: (_values: unknown, row: Readonly<Record<string, unknown>>) => (row.kind ?? "profile") === kind,
  begins: ({ content }: Part) => content,
});

/** Table 9-1. Signatures are asked for where they stand for all their numbers. */
const PROFILE: Input<"group"> = {
  kind: "group",
  label: w("基本资料", "Profile"),
  ...ofPart("profile"),
  inputs: inputsOf(PROFILE_FIELDS, {
    authorisation: {
      hint: w(
        "png、jpg、bmp、jpeg 图片，不超过 4 MB。下载授权书，签署后上传扫描件或截图。名称或备注变更后须重新提供。",
        "A png, jpg, bmp or jpeg image up to 4 MB. Download the letter, sign it and upload a scan or screenshot. A new one is required if the name or remark changes.",
      ),
    },
    all_ports: {
      hint: w(
        "开通后，请在下方选择签名，这些签名的全部通道号都可用于此服务号；关闭时，请在“通道号绑定”中自行选择通道号。",
        "If this is on, choose SMS signatures below. All their channel numbers can then be used with this service account. If it's off, choose the numbers yourself under “Channel number bindings”.",
      ),
    },
    signatures: {
      hint: w("已审核通过的短消息签名，最多 5 个。", "Approved SMS signatures, up to 5."),
      when: ({ all_ports }) => all_ports === true,
    },
  }),
};

/** Table 9-2: up to three menus with up to five sub-menus each. */
const MENUS: Input<"list"> = {
  kind: "list",
  label: w("菜单", "Menus"),
  hint: w(
    "最多 3 个一级菜单，每个最多 5 个子菜单；菜单名称可以包含 emoji。",
    "Up to 3 menus with up to 5 submenus each. Names can contain emoji.",
  ),
  ...ofPart("menus"),
  of: {
    ...inputsOf(MENU_FIELDS),
    ...actionInputs(actionsOf(true), "submenu", { submenu: { items: ITEMS } }),
  },
  min: 1,
  most: ACCOUNT_LIMITS.menus,
  entry: w("一级菜单 {at}", "Menu {at}"),
  add: w("添加一级菜单", "Add menu"),
};

/** Table 9-3. */
const HOME: Input<"group"> = {
  kind: "group",
  label: w("主页", "Home page"),
  ...ofPart("home"),
  inputs: {
    ...inputsOf(HOME_FIELDS),
    quick_apps: {
      kind: "list",
      label: w("快应用列表", "Quick apps"),
      of: inputsOf(QUICK_APP_FIELDS),
      min: 0,
      most: ACCOUNT_LIMITS.quick_apps,
      entry: w("快应用 {at}", "Quick app {at}"),
      add: w("添加快应用", "Add quick app"),
    },
  },
};

/** The three parts of an account, by their kind. */
export const PART_INPUTS = { profile: PROFILE, menus: MENUS, home: HOME } as const;

/** Why a part that serves is edited (§9.1.2). */
export const REASON_INPUT: Input = {
  ...inputOf(CHANGE_REASON),
  hint: w("最多 10 个字符；审核人会看到。", "Up to 10 characters. Reviewers see this."),
  when: (_values, { live_version }) => (live_version ?? null) !== null,
  begins: ({ change_reason, state }: Part) => (state === "approved" ? null : change_reason),
} as Input;
