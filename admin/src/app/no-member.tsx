import { useLogout } from "@refinedev/core";
import { Button } from "antd";
import { StatusPage } from "../ui/status-page.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The way out of the pages without a menu. */
export function SignOut() {
  const t = useTranslations(words);
  const { mutate: signOut } = useLogout();
  return <Button onClick={() => signOut()}>{t("sign_out")}</Button>;
}

/** Shown to a signed-in person who is a member of no enterprise. */
export function NoMember() {
  const t = useTranslations(words);
  return (
    <main className="fill fill-window">
      <StatusPage title={t("no_enterprise")} hint={t("no_enterprise_hint")} action={<SignOut />} />
    </main>
  );
}
