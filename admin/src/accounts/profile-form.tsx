import { FileTextOutlined } from "@ant-design/icons";
import type { Profile } from "@tidings/shared/accounts/content.ts";
import { accountField, PROFILE_FIELDS } from "@tidings/shared/accounts/fields.ts";
import { authorisationLetter } from "@tidings/shared/accounts/letter.ts";
import { Button } from "antd";
import { saveFile } from "../ui/save.ts";
import { useTranslations } from "../ui/words.ts";
import { AccountFields, type FormPart, useWrong } from "./field.tsx";
import { PictureField } from "./picture-field.tsx";
import { words } from "./words.ts";

const AUTHORISATION = accountField("profile", "authorisation");

/** Step 1 (table 9-1). Signatures are asked for where they stand for all their numbers. */
export function ProfileForm({ value, change, problems, tried }: FormPart<Profile>) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  const asked = PROFILE_FIELDS.filter(
    ({ name }) => name !== "authorisation" && (name !== "signatures" || value.all_ports === true),
  );
  return (
    <>
      <AccountFields
        fields={asked}
        values={value}
        set={(name, next) => change((before) => ({ ...before, [name]: next }))}
        problems={problems}
        tried={tried}
        hints={{ all_ports: t("signatures_hint"), signatures: t("signatures_takes") }}
      />
      <PictureField
        id="account-authorisation"
        field={AUTHORISATION}
        value={value.authorisation}
        change={(authorisation) => change((before) => ({ ...before, authorisation }))}
        wrong={wrong("authorisation")}
        more={t("letter_hint")}
      >
        <Button
          type="link"
          icon={<FileTextOutlined />}
          onClick={() => {
            const { name, html } = authorisationLetter(value.name ?? "", value.remark ?? "");
            saveFile(name, html, "text/html;charset=utf-8");
          }}
        >
          {t("letter")}
        </Button>
      </PictureField>
    </>
  );
}
