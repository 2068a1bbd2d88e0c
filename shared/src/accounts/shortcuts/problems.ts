import { type Words, w } from "../../ground/locale.ts";
import { type AccountProblem, fieldsProblems, fitsSignature, isInstant } from "../problems.ts";
import type { ShortcutButton, ShortcutInput, TimedButtons } from "./content.ts";
import { BUTTON_FIELDS, SHORTCUT_ACTIONS, type ShortcutAction, TIMED_FIELDS } from "./fields.ts";

/** What is wrong with a shortcut, said while one types; the law refuses the same (`private.shortcut_in`). */

const problem = (path: string, zh: string, en: string, missing = false): AccountProblem => ({
  path,
  missing,
  words: { zh, en },
});

function buttonsProblems(buttons: readonly ShortcutButton[], path: string): AccountProblem[] {
  return buttons.flatMap((button, at) => {
    const action: ShortcutAction = SHORTCUT_ACTIONS[button.action];
    return fieldsProblems([...BUTTON_FIELDS, ...action.fields], button, `${path}[${at}]`);
  });
}

const spanOf = ({ begins_at, ends_at }: TimedButtons) => {
  if (!isInstant(begins_at ?? "") || !isInstant(ends_at ?? "")) return null;
  return [Date.parse(begins_at ?? ""), Date.parse(ends_at ?? "")] as const;
};

function timesProblems(all: readonly TimedButtons[]): AccountProblem[] {
  return all.flatMap((one, at) => {
    const span = spanOf(one);
    const path = `timed[${at}].ends_at`;
    if (span === null) return [];
    if (span[0] >= span[1])
      return [problem(path, "结束时间须晚于开始时间", "It has to end later than it begins")];
    const met = all.slice(0, at).find((other) => {
      const before = spanOf(other);
      return before !== null && before[0] < span[1] && span[0] < before[1];
    });
    if (met === undefined) return [];
    return [problem(path, `与配置「${met.name}」的时间重叠`, `Its time meets that of “${met.name}”`)];
  });
}

/** Of several configurations each has a name of its own, by which people tell them apart. */
function namesProblems(all: readonly TimedButtons[]): AccountProblem[] {
  return all.flatMap(({ name }, at) => {
    const typed = (name ?? "").trim();
    const twice = typed !== "" && all.slice(0, at).some((other) => (other.name ?? "").trim() === typed);
    return twice ? [problem(`timed[${at}].name`, "配置名重复", "Another configuration has this name")] : [];
  });
}

export const NO_BUTTON: Words = w("请至少添加一个快捷键", "Add one button at least");

/** Everything that is wrong with a shortcut; none: it can be handed in. */
export function shortcutProblems({
  signature,
  proofs,
  regions,
  buttons,
  timed,
}: ShortcutInput): AccountProblem[] {
  const typed = signature.trim();
  return [
    ...(typed === "" || fitsSignature(typed)
      ? []
      : [
          problem(
            "signature",
            "短信签名为 2 至 18 个字符，不带【】",
            "A signature has 2 to 18 characters, without brackets",
          ),
        ]),
    ...(typed === "" ? [problem("signature", "请填写短信签名", "The signature is missing", true)] : []),
    ...(proofs.length === 0
      ? [problem("proofs", "请上传授权证明", "The proof of authorisation is missing", true)]
      : []),
    ...(regions.length === 0 ? [problem("regions", "请选择地区", "Choose one region at least", true)] : []),
    ...(buttons.length === 0 && timed.length === 0
      ? [problem("buttons", NO_BUTTON.zh, NO_BUTTON.en, true)]
      : []),
    ...buttonsProblems(buttons, "buttons"),
    ...timed.flatMap((one, at) => [
      ...fieldsProblems(TIMED_FIELDS, one, `timed[${at}]`),
      ...(one.buttons.length === 0
        ? [problem(`timed[${at}].buttons`, NO_BUTTON.zh, NO_BUTTON.en, true)]
        : []),
      ...buttonsProblems(one.buttons, `timed[${at}].buttons`),
    ]),
    ...timesProblems(timed),
    ...namesProblems(timed),
  ];
}
