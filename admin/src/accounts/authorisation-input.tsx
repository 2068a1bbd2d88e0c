import { FileTextOutlined } from "@ant-design/icons";
import { authorisationLetter } from "@tidings/shared/accounts/letter.ts";
import { PICTURE_RULES } from "@tidings/shared/accounts/pictures.ts";
import { Button } from "antd";
import type { InputSlotProps } from "../ui/resource/form-context.ts";
import { PictureInput } from "../ui/resource/inputs/picture.tsx";
import { saveFile } from "../ui/save.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";
import "./authorisation-input.css";

/** The scan of the letter of authorisation, and the letter to download, with name and remark as they are typed. */
export function AuthorisationInput({ id, value, change, values }: InputSlotProps) {
  const t = useTranslations(words);
  return (
    <>
      <PictureInput id={id} rule={PICTURE_RULES.authorisation} value={value} change={change} />
      <Button
        type="link"
        className="authorisation-letter"
        icon={<FileTextOutlined />}
        onClick={() => {
          const { name, html } = authorisationLetter(String(values.name ?? ""), String(values.remark ?? ""));
          saveFile(name, html, "text/html;charset=utf-8");
        }}
      >
        {t("letter")}
      </Button>
    </>
  );
}
