import type { Transition } from "@tidings/shared/transitions.ts";
import { OnOff } from "../ui/on-off.tsx";
import { useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

interface EnabledSwitchProps {
  readonly card: TemplateCard;
  readonly transitions: readonly Transition[];
}

/** Enables and disables an approved template (TPL-1); nothing for those who may not. */
export function EnabledSwitch({ card, transitions }: EnabledSwitchProps) {
  const t = useTranslations(words);
  return (
    <OnOff
      transitions={transitions}
      checked={card.enabled}
      enable={{ verb: "enable_template", done: t("turned_on") }}
      disable={{ verb: "disable_template", done: t("turned_off") }}
      args={{ template: card.id }}
      label={t("switch")}
      words={[t("on"), t("off")]}
      otherwise={null}
    />
  );
}
