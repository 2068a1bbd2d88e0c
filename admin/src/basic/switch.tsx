import { useLocation } from "react-router";
import { ListSwitch } from "../ui/list-switch.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Where the public templates of the basic edition are listed. */
export const PUBLIC = "/basic-templates/public";

/** Between the templates of the enterprise and those that the deployment offers. */
export function BasicSwitch() {
  const t = useTranslations(words);
  return (
    <ListSwitch
      at={useLocation().pathname}
      lists={[
        { to: "/basic-templates", label: t("mine") },
        { to: PUBLIC, label: t("public") },
      ]}
    />
  );
}
