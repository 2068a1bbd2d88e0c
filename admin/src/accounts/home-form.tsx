import { PlusOutlined } from "@ant-design/icons";
import type { Home } from "@tidings/shared/accounts/content.ts";
import { ACCOUNT_LIMITS, HOME_FIELDS, QUICK_APP_FIELDS } from "@tidings/shared/accounts/fields.ts";
import { Button } from "antd";
import { useTranslations } from "../ui/words.ts";
import { AccountFields, type FormPart } from "./field.tsx";
import { EntryCard } from "./menus-form.tsx";
import { words } from "./words.ts";

/** Step 3 (table 9-3). */
export function HomeForm({ value, change, problems, tried }: FormPart<Home>) {
  const t = useTranslations(words);
  const apps = value.quick_apps ?? [];
  const setApps = (quick_apps: Home["quick_apps"]) => change({ ...value, quick_apps });
  return (
    <>
      <AccountFields
        fields={HOME_FIELDS}
        values={value}
        set={(name, next) => change({ ...value, [name]: next })}
        problems={problems}
        tried={tried}
      />
      <h2 className="form-part">{t("quick_apps")}</h2>
      <div className="stack">
        {apps.map((app, at) => (
          <EntryCard
            // biome-ignore lint/suspicious/noArrayIndexKey: quick apps have no name of their own until one is typed
            key={at}
            title={t("app", { at: at + 1 })}
            up={undefined}
            remove={() => setApps(apps.filter((_, place) => place !== at))}
          >
            <AccountFields
              fields={QUICK_APP_FIELDS}
              values={app}
              set={(name, next) =>
                setApps(apps.map((one, place) => (place === at ? { ...one, [name]: next } : one)))
              }
              problems={problems}
              tried={tried}
              at={`quick_apps[${at}].`}
            />
          </EntryCard>
        ))}
        {apps.length < ACCOUNT_LIMITS.quick_apps && (
          <Button icon={<PlusOutlined />} onClick={() => setApps([...apps, { name: "", link: "" }])}>
            {t("add_app")}
          </Button>
        )}
      </div>
    </>
  );
}
