import { w } from "../../ground/locale.ts";
import { VENDOR_WORDS, type Vendor } from "../../vendors/words.ts";
import { ACTIONS, type Action, type ActionFieldName, type ActionType } from "../actions.ts";
import { instantOf } from "../addresses.ts";
import { type Finding, finding } from "../findings.ts";
import { fillText } from "../parameters.ts";
import type { KooMessageAction } from "./body.ts";

/** What a tap does, in KooMessage's words: `action_type` and the fields of `action`, with its limits. */

type Rule = {
  readonly type: string;
  /** Vendors that do not offer it there. */
  readonly not?: readonly Vendor[];
  /** Fields of ours: what theirs is called, how long it may be, and that it is needed there. */
  readonly fields: Partial<
    Record<
      ActionFieldName,
      { readonly as: keyof KooMessageAction; readonly max: number; readonly must?: true }
    >
  >;
};

const target = (max: number) => ({ as: "target", max, must: true }) as const;
const body = (as: keyof KooMessageAction) => ({ as, max: 100, must: true }) as const;

export const KOOMESSAGE_ACTIONS: Readonly<Record<ActionType, Rule>> = {
  open_link: { type: "OPEN_URL", fields: { target: target(1000) } },
  open_quick_app: { type: "OPEN_QUICK", fields: { target: target(1000) } },
  open_app: {
    type: "OPEN_APP",
    fields: {
      target: target(1000),
      package: { as: "package_name", max: 50, must: true },
      fallback: { as: "floor_url", max: 1000 },
    },
  },
  dial: { type: "DIAL_PHONE", not: ["oppo"], fields: { target: target(20) } },
  send_sms: { type: "OPEN_SMS", not: ["oppo"], fields: { target: target(20), body: body("body") } },
  send_mail: {
    type: "OPEN_EMAIL",
    not: ["oppo", "vivo"],
    fields: { target: target(100), subject: { as: "subject", max: 100, must: true }, body: body("body") },
  },
  calendar: {
    type: "OPEN_SCHEDULE",
    not: ["oppo", "samsung"],
    fields: {
      target: target(100),
      begins_at: { as: "begin_time", max: 40, must: true },
      ends_at: { as: "end_time", max: 40, must: true },
      body: body("description"),
    },
  },
  map: {
    type: "OPEN_MAP",
    not: ["oppo", "vivo"],
    fields: {
      target: target(100),
      longitude: { as: "longitude", max: 20, must: true },
      latitude: { as: "latitude", max: 20, must: true },
    },
  },
  open_browser: { type: "OPEN_BROWSER", fields: { target: target(1000) } },
  popup: {
    type: "OPEN_POPUP",
    not: ["oppo"],
    fields: { target: target(30), body: body("content"), button: { as: "text_button", max: 12 } },
  },
  copy: { type: "COPY_PARAMETER", not: ["oppo"], fields: { target: target(20) } },
  view_image: {
    type: "VIEW_PIC",
    not: ["oppo", "meizu", "samsung"],
    fields: { target: { as: "target", max: 1000 } },
  },
};

export interface ActionContext {
  readonly vendors: readonly Vendor[];
  readonly examples: Readonly<Record<string, string>>;
  /** Keeps a text and what is wrong with it. */
  readonly text: (value: string, path: string) => string;
  readonly found: Finding[];
  /** What an action that shows a picture shows: the place of its material. `source`: another than the one that is tapped. */
  readonly picture: (source: string | null) => string | null;
}

/** `yyyy-MM-dd HH:mm:ss` in China's time; as it is where it holds a parameter. */
function chinaTime(text: string): string {
  const instant = instantOf(text);
  if (Number.isNaN(instant)) return text;
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** A tap for the API; what it cannot say is put among `found`. */
export function actionOf(action: Action, path: string, context: ActionContext) {
  const rule = KOOMESSAGE_ACTIONS[action.type];
  const { words, fields } = ACTIONS[action.type];
  const { vendors, found } = context;
  const say = (code: Finding["code"], field: string, values: Parameters<typeof finding>[2]) =>
    found.push(finding(`${path}.${field}`, code, values));
  for (const vendor of vendors)
    if (rule.not?.includes(vendor)) {
      found.push(finding(`${path}.type`, "km_action", { vendor: VENDOR_WORDS[vendor], action: words }));
    }
  const made: Record<string, string | number> = {};
  for (const { name, words: field } of fields) {
    const value = action[name]?.trim() ?? "";
    const theirs = rule.fields[name];
    if (!theirs) {
      if (value) say("km_action_extra", name, { action: words, field });
      continue;
    }
    if (!value) {
      if (theirs.must) say("km_action_field", name, { action: words, field });
      continue;
    }
    const count = [...fillText(value, context.examples)].length;
    if (count > theirs.max) say("km_too_long", name, { field, count, max: theirs.max });
    made[theirs.as] = context.text(name.endsWith("s_at") ? chinaTime(value) : value, `${path}.${name}`);
  }
  if (action.type === "open_link" && !/^https:/i.test(action.target ?? "")) say("km_https", "target", {});
  if (action.type === "open_app") Object.assign(made, floorOf(action, vendors, path, found));
  if (action.type === "map") made.address = made.target ?? "";
  if (action.type === "popup") {
    made.mode = 0;
    made.text_button ??= w("确定", "OK").zh;
  }
  if (action.type === "view_image") {
    const shown = context.picture(action.target?.trim() || null);
    if (shown === null) say("km_action_field", "target", { action: words, field: w("图片", "Picture") });
    else made.target = shown;
  }
  return { action_type: rule.type, action: { target: "", ...made } as KooMessageAction };
}

/** Where an app that is not there leads: the address in a browser, else the market. Samsung alone knows neither, but its own page. */
function floorOf({ fallback = "" }: Action, vendors: readonly Vendor[], path: string, found: Finding[]) {
  const address = fallback.trim();
  const samsung = vendors.every((vendor) => vendor === "samsung");
  if (address && !/^https:/i.test(address)) found.push(finding(`${path}.fallback`, "km_https"));
  if (samsung && !address) found.push(finding(`${path}.fallback`, "km_samsung_fallback"));
  if (!address) return { floor_type: 0 };
  return { floor_type: samsung ? 1 : 2 };
}
