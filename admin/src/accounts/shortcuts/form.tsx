import type { ShortcutInput, TimedButtons } from "@tidings/shared/accounts/shortcuts/content.ts";
import { SHORTCUT_LIMITS, TIMED_FIELDS } from "@tidings/shared/accounts/shortcuts/fields.ts";
import { Select } from "antd";
import { Entries } from "../../ui/entries.tsx";
import { FormField } from "../../ui/form-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { AccountFields, type FormPart, useWrong } from "../field.tsx";
import { useRegionChoice } from "../region-input.tsx";
import { SignatureInput, useSignatures } from "../signatures-input.tsx";
import { ButtonsForm } from "./buttons-form.tsx";
import { ProofsField } from "./proofs-field.tsx";
import { words } from "./words.ts";

/** Everything a shortcut is made of (table 9-6), the same for a new one and for an edit. */
export function ShortcutFields({ value, change, problems, tried }: FormPart<ShortcutInput>) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  const { names, loading } = useSignatures();
  const typed = value.signature.trim();
  const foreign = !loading && typed !== "" && !names.includes(typed);
  const set = (part: Partial<ShortcutInput>) => change((before) => ({ ...before, ...part }));
  return (
    <>
      <FormField
        label={t("signature")}
        htmlFor="shortcut-signature"
        required
        hint={t(foreign ? "signature_foreign" : "signature_hint")}
        wrong={wrong("signature")}
      >
        <SignatureInput
          id="shortcut-signature"
          max={SHORTCUT_LIMITS.signature[1]}
          names={names}
          value={value.signature}
          change={(signature) => set({ signature })}
        />
      </FormField>
      <ProofsField
        value={value.proofs.map((proof) => proof ?? {})}
        change={(edit) =>
          change((before) => ({ ...before, proofs: [...edit(before.proofs.map((proof) => proof ?? {}))] }))
        }
        wrong={wrong("proofs")}
      />
      <FormField
        label={t("regions")}
        htmlFor="shortcut-regions"
        required
        hint={t("regions_hint")}
        wrong={wrong("regions")}
      >
        <Select
          id="shortcut-regions"
          mode="multiple"
          {...useRegionChoice()}
          value={value.regions}
          onChange={(regions) => set({ regions })}
        />
      </FormField>
      <h2 className="form-part">{t("buttons")}</h2>
      <p className="faint">{t("buttons_hint")}</p>
      <ButtonsForm
        value={value.buttons}
        change={(edit) => change((before) => ({ ...before, buttons: [...edit(before.buttons)] }))}
        problems={problems}
        tried={tried}
        at="buttons"
      />
      <h2 className="form-part">{t("timed")}</h2>
      <p className="faint">{t("timed_hint")}</p>
      <TimedForm
        value={value.timed}
        change={(edit) => change((before) => ({ ...before, timed: [...edit(before.timed)] }))}
        problems={problems}
        tried={tried}
      />
    </>
  );
}

function TimedForm({ value, change, problems, tried }: FormPart<readonly TimedButtons[]>) {
  const t = useTranslations(words);
  return (
    <Entries<TimedButtons>
      value={value}
      change={change}
      title={(at) => t("configuration", { at })}
      most={SHORTCUT_LIMITS.timed}
      make={() => ({ name: "", begins_at: "", ends_at: "", buttons: [{ name: "", action: "url" }] })}
      unordered
      add={t("add_timed")}
      addId="add-timed"
    >
      {(one, set, at) => (
        <>
          <AccountFields
            fields={TIMED_FIELDS}
            values={one}
            set={(name, next) => set((before) => ({ ...before, [name]: next }))}
            problems={problems}
            tried={tried}
            at={`timed[${at}].`}
          />
          <ButtonsForm
            value={one.buttons}
            change={(edit) => set((before) => ({ ...before, buttons: [...edit(before.buttons)] }))}
            problems={problems}
            tried={tried}
            at={`timed[${at}].buttons`}
          />
        </>
      )}
    </Entries>
  );
}
