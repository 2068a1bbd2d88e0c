import type { ShortcutInput, TimedButtons } from "@tidings/shared/accounts/shortcuts/content.ts";
import type { RowOf } from "../../ui/rows.ts";
import { regionCode } from "../region-input.tsx";
import type { ShownShortcut } from "./phone.tsx";

export type ShortcutCard = RowOf<"shortcut_cards">;

/** What a form begins with. */
export const EMPTY: ShortcutInput = {
  signature: "",
  proofs: [],
  regions: [],
  buttons: [{ name: "", action: "url" }],
  timed: [],
};

/** A stored shortcut as a form takes it: without what the law has measured. */
export function valuesOf({ signature, proofs, regions, buttons, timed }: ShortcutCard): ShortcutInput {
  return {
    signature,
    proofs: (proofs as { path: string; name: string }[]).map(({ path, name }) => ({ path, name })),
    regions: regions.map(regionCode),
    buttons: buttons as ShortcutInput["buttons"],
    timed: timed as TimedButtons[],
  };
}

/** What a phone shows of the latest version. */
export const shownOf = ({
  signature,
  buttons,
  timed,
}: Pick<ShortcutCard, "signature" | "buttons" | "timed">) =>
  ({ signature, buttons, timed }) as unknown as ShownShortcut;
