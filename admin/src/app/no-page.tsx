import { Result } from "antd";
import { LinkButton } from "../ui/link-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** An address that is none. */
export function NoPage() {
  const t = useTranslations(words);
  return (
    <Result
      status="404"
      title={t("wrong_page")}
      subTitle={t("wrong_page_hint")}
      extra={<LinkButton to="/">{t("to_overview")}</LinkButton>}
    />
  );
}
