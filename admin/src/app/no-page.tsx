import { LinkButton } from "../ui/link-button.tsx";
import { StatusPage } from "../ui/status-page.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** An address that is none. */
export function NoPage() {
  const t = useTranslations(words);
  return (
    <StatusPage
      status="404"
      title={t("wrong_page")}
      hint={t("wrong_page_hint")}
      action={<LinkButton to="/">{t("to_overview")}</LinkButton>}
    />
  );
}
