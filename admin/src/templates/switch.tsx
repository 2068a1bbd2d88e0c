import { w } from "@tidings/shared/ground/locale.ts";
import { useLocation } from "react-router";
import { ListSwitch } from "../ui/list-switch.tsx";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";

const words = {
  mine: w("我的模板", "My templates"),
  public: w("公共模板", "Public templates"),
};

/** Between the templates of the enterprise and those that the deployment offers. Who works in no enterprise has none of their own. */
export function TemplateSwitch() {
  const t = useTranslations(words);
  const { pathname } = useLocation();
  if (useMe().enterprise === null) return null;
  return (
    <ListSwitch
      at={pathname}
      lists={[
        { to: "/templates", label: t("mine") },
        { to: "/public-templates", label: t("public") },
      ]}
    />
  );
}
