import { useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { useNavigate } from "react-router";
import { useMe } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Makes another enterprise the current one, and begins at its overview. Failures are told in a message. */
export function useEnterpriseChange() {
  const t = useTranslations(words);
  const locale = useLocale();
  const { enterprises } = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { run, running } = useVerb("switch_enterprise", { request: false });

  async function change(id: string) {
    try {
      await run({ enterprise: id });
      // Nothing of the previous enterprise may stay on the screen.
      queries.clear();
      navigate("/");
      message.success(t("switched", { name: enterprises.find((one) => one.id === id)?.name }));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }
  return { change, running };
}

/** The current enterprise; a select for members of several (ENT-1). */
export function EnterpriseSwitch() {
  const t = useTranslations(words);
  const { enterprise, enterprises } = useMe();
  const { change, running } = useEnterpriseChange();
  if (enterprises.length < 2) return <b className="enterprise">{enterprise?.name}</b>;

  return (
    <Select
      aria-label={t("enterprise")}
      variant="borderless"
      className="enterprise"
      popupMatchSelectWidth={false}
      loading={running}
      value={enterprise?.id}
      onChange={(id) => void change(id)}
      options={enterprises.map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}
