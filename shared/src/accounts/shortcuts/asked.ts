import { type Words, w } from "../../ground/locale.ts";
import type { Input, Inputs } from "../../resource/kinds.ts";
import { actionInputs, inputsOf } from "../asked.ts";
import { fitsSignature, isInstant } from "../problems.ts";
import { REGIONS } from "../regions.ts";
import type { TimedButtons } from "./content.ts";
import { BUTTON_FIELDS, SHORTCUT_ACTIONS, SHORTCUT_LIMITS, TIMED_FIELDS } from "./fields.ts";

/** What the form of a shortcut asks for (table 9-6); the law refuses the same (`private.shortcut_in`). */

/** What a configuration without a name is called. */
export const CONFIGURATION = w("自定义配置 {at}", "Configuration {at}");

const NO_BUTTON: Words = w("请至少添加一个快捷键", "Add at least one button");

const BUTTONS = {
  kind: "list",
  of: { ...inputsOf(BUTTON_FIELDS), ...actionInputs(SHORTCUT_ACTIONS, "url") },
  most: SHORTCUT_LIMITS.buttons,
  initial: 1,
  entry: w("快捷键 {at}", "Button {at}"),
  add: w("添加快捷键", "Add button"),
} as const satisfies Partial<Input<"list">>;

const spanOf = ({ begins_at, ends_at }: TimedButtons) => {
  if (!isInstant(begins_at ?? "") || !isInstant(ends_at ?? "")) return null;
  return [Date.parse(begins_at ?? ""), Date.parse(ends_at ?? "")] as const;
};

/** No two serve at once, and each has a name of its own, by which people tell them apart. */
function timedProblem(all: readonly TimedButtons[]): Words | null {
  for (const [at, one] of all.entries()) {
    const [span, typed] = [spanOf(one), (one.name ?? "").trim()];
    for (const other of all.slice(0, at)) {
      if (typed !== "" && (other.name ?? "").trim() === typed)
        return { zh: `配置名「${typed}」重复`, en: `The name “${typed}” is used by two configurations` };
      const before = spanOf(other);
      if (span !== null && before !== null && before[0] < span[1] && span[0] < before[1])
        return {
          zh: `配置「${typed}」与「${other.name}」的时间重叠`,
          en: `“${typed}” overlaps in time with “${other.name}”`,
        };
    }
  }
  return null;
}

const timedInputs = (): Inputs => {
  const { ends_at, ...rest } = inputsOf(TIMED_FIELDS);
  const ends: Input<"time"> = {
    ...(ends_at as Input<"time">),
    problem: (_value, values) => {
      const span = spanOf(values as TimedButtons);
      if (span === null || span[0] < span[1]) return null;
      return w("结束时间须晚于开始时间", "The end must be after the start");
    },
  };
  return { ...rest, ends_at: ends, buttons: { ...BUTTONS, label: w("快捷键", "Buttons"), min: 1 } };
};

/** A province or city, as people write its code. */
const regionCode = (code: unknown) => String(code).padStart(6, "0");

export const SHORTCUT_FORM = {
  signature: {
    kind: "text",
    label: w("短信签名", "Signature"),
    hint: w(
      "选择已审核的签名，或填写其他签名：2 至 18 个字符，不带【】。",
      "Choose an approved signature or enter another: 2 to 18 characters, without 【】.",
    ),
    max: 100,
    problem: (typed: string) =>
      fitsSignature(typed)
        ? null
        : w("短信签名为 2 至 18 个字符，不带【】", "Signatures have 2 to 18 characters, without 【】"),
  },
  proofs: {
    kind: "files",
    label: w("授权证明", "Proof of authorisation"),
    hint: w(
      "png、jpg、bmp、jpeg 图片，每张不超过 4 MB，最多 6 张。",
      "Up to 6 png, jpg, bmp or jpeg images of up to 4 MB each.",
    ),
    proof: "picture",
    most: SHORTCUT_LIMITS.proofs,
    // The law adds what it has measured.
    begins: ({ proofs }: { readonly proofs: readonly { path: string; name: string }[] }) =>
      proofs.map(({ path, name }) => ({ path, name })),
  },
  regions: {
    kind: "texts",
    label: w("地区", "Regions"),
    hint: w(
      "省份或地级市，可选多个；“全国”包括所有地区。",
      "Choose one or more provinces or cities. “Nationwide” covers all regions.",
    ),
    most: 400,
    values: REGIONS.map(({ code }) => regionCode(code)),
    split: (text: string) => text.split(/[\s,，、]+/).filter((one) => one !== ""),
    begins: ({ regions }: { readonly regions: readonly unknown[] }) => regions.map(regionCode),
  },
  buttons: {
    ...BUTTONS,
    label: w("默认配置", "Default configuration"),
    hint: w(
      "自定义配置均未生效时显示，最多 3 个快捷键。",
      "Shown when no custom configuration is active. Up to 3 buttons.",
    ),
    min: 0,
    problem: (buttons: readonly unknown[], { timed }) =>
      buttons.length === 0 && (timed as readonly unknown[]).length === 0 ? NO_BUTTON : null,
  },
  timed: {
    kind: "list",
    label: w("自定义配置", "Custom configurations"),
    hint: w(
      "在所选时间内代替默认配置。最多 5 个，时间不能重叠。",
      "These replace the default configuration during the times you choose. Up to 5. Times can't overlap.",
    ),
    of: timedInputs(),
    min: 0,
    most: SHORTCUT_LIMITS.timed,
    entry: CONFIGURATION,
    add: w("添加自定义配置", "Add configuration"),
    problem: timedProblem,
  },
} as const satisfies Inputs;
