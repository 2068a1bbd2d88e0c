import { useLogout } from "@refinedev/core";
import { Button, Result } from "antd";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** For who is signed in but is a member nowhere. */
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
