import { GlobalOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { LOCALES, type Locale, w } from "@tidings/shared/ground/locale.ts";
import { Button, Dropdown } from "antd";
import { client } from "./client.ts";
import { WHOAMI } from "./me.tsx";
import { callVerb } from "./verb.ts";
import { setLocale, useLocale, useTranslations } from "./words.ts";

const words = { language: w("语言", "Language") };

/** The name of each language, in that language. */
const NAMES: Readonly<Record<Locale, string>> = { "zh-CN": "简体中文", en: "English" };

/** Sets the language of the panel: at once in this browser, and in the person's profile when signed in. `named` keeps the name beside the globe on phones. */
export function LanguageSwitch({ named }: { readonly named?: boolean }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const queries = useQueryClient();

  async function choose(chosen: Locale) {
    setLocale(chosen);
    const { data } = await client.auth.getSession();
    if (!data.session) return;
    // A `whoami` answer still in flight has the previous language and would restore it.
    await queries.cancelQueries({ queryKey: WHOAMI });
    queries.setQueryData(WHOAMI, (me: object | null | undefined) => (me ? { ...me, locale: chosen } : me));
    // If the profile cannot be updated, this browser still remembers the language, so no error is shown.
    await callVerb("set_locale", { input: { locale: chosen } }).catch((failure) =>
      console.warn("language not kept", failure),
    );
  }

  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [locale],
        items: LOCALES.map((one) => ({ key: one, label: NAMES[one] })),
        onClick: ({ key }) => void choose(key as Locale),
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={`${t("language")} ${NAMES[locale]}`}>
        <span className={named ? undefined : "hide-narrow"}>{NAMES[locale]}</span>
      </Button>
    </Dropdown>
  );
}
