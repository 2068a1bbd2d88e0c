import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import type { RowOf } from "../../ui/rows.ts";
import type { ShownShortcut } from "./phone.tsx";

export type ShortcutCard = RowOf<"shortcut_cards">;

/** What a phone shows of the latest version, or of what is typed. */
export const shownOf = ({
  signature,
  buttons,
  timed,
}: Pick<ShortcutCard, "signature" | "buttons" | "timed"> | FormValues) =>
  ({ signature, buttons, timed }) as unknown as ShownShortcut;
