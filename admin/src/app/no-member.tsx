import { useLogout } from "@refinedev/core";
import { Button, Result } from "antd";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Shown to a signed-in person who is a member of no enterprise. */
export function NoMember() {
  const t = useTranslations(words);
  const { mutate: signOut } = useLogout();
  return (
    <main className="fill fill-window">
      <Result
        status="info"
        title={t("no_enterprise")}
        subTitle={t("no_enterprise_hint")}
        extra={<Button onClick={() => signOut()}>{t("sign_out")}</Button>}
      />
    </main>
  );
}
