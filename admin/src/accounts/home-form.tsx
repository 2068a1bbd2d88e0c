import type { Home } from "@tidings/shared/accounts/content.ts";
import { ACCOUNT_LIMITS, HOME_FIELDS, QUICK_APP_FIELDS } from "@tidings/shared/accounts/fields.ts";
import { Entries } from "../ui/entries.tsx";
import { useTranslations } from "../ui/words.ts";
import { AccountFields, type FormPart } from "./field.tsx";
import { words } from "./words.ts";

/** Step 3 (table 9-3). */
export function HomeForm({ value, change, problems, tried }: FormPart<Home>) {
  const t = useTranslations(words);
  return (
    <>
      <AccountFields
        fields={HOME_FIELDS}
        values={value}
        set={(name, next) => change((before) => ({ ...before, [name]: next }))}
        problems={problems}
        tried={tried}
      />
      <h2 className="form-part">{t("quick_apps")}</h2>
      <Entries
        value={value.quick_apps ?? []}
        change={(edit) => change((before) => ({ ...before, quick_apps: edit(before.quick_apps ?? []) }))}
        title={(at) => t("app", { at })}
        most={ACCOUNT_LIMITS.quick_apps}
        make={() => ({ name: "", link: "" })}
        add={t("add_app")}
      >
        {(app, set, at) => (
          <AccountFields
            fields={QUICK_APP_FIELDS}
            values={app}
            set={(name, next) => set((before) => ({ ...before, [name]: next }))}
            problems={problems}
            tried={tried}
            at={`quick_apps[${at}].`}
          />
        )}
      </Entries>
    </>
  );
}
