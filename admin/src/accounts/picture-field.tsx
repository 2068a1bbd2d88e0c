import { UploadOutlined } from "@ant-design/icons";
import { type PictureName, pictureProblem } from "@tidings/shared/accounts/pictures.ts";
import type { AccountField } from "@tidings/shared/accounts/schema.ts";
import type { Words } from "@tidings/shared/ground/locale.ts";
import { endingsOf } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { storeFile } from "../ui/store-file.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { useCrop } from "./use-crop.tsx";
import { usePicture } from "./use-picture.ts";
import { words } from "./words.ts";

/** A stored picture, as a content names it. */
export interface StoredPicture {
  readonly path?: string | null | undefined;
  readonly name?: string | null | undefined;
}

interface PictureFieldProps {
  readonly id: string;
  readonly field: AccountField;
  readonly value: StoredPicture | null | undefined;
  readonly change: (value: StoredPicture) => void;
  readonly wrong?: string | undefined;
  /** Beside what it takes. */
  readonly more?: string;
  readonly children?: ReactNode;
}

/** What a field takes, as a sentence by itself. Chinese has no capitals, so `png` stays as it is. */
export const asSentence = ({ zh, en }: Words): Words => ({
  zh: `${zh}。`,
  en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`,
});

/** Takes a chosen file: looked at here, then kept. `said`: what is wrong with it. */
export function useTakePicture(name: PictureName) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id: enterprise } = useEnterprise();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Words | string | null>(null);

  async function take(file: File): Promise<StoredPicture | null> {
    setTrouble(null);
    const found = pictureProblem(name, new Uint8Array(await file.arrayBuffer()));
    if (found !== null) {
      setTrouble(found);
      return null;
    }
    setBusy(true);
    try {
      return await storeFile("picture", enterprise, file);
    } catch (failure) {
      setTrouble(userErrorOf(failure, locale).message);
      return null;
    } finally {
      setBusy(false);
    }
  }

  return { take, busy, said: typeof trouble === "string" ? trouble : trouble && t(trouble) };
}

interface ChooseProps {
  readonly id: string;
  readonly busy: boolean;
  readonly take: (file: File) => Promise<void>;
  readonly children: ReactNode;
}

/** The button that chooses a picture. */
export function ChoosePicture({ id, busy, take, children }: ChooseProps) {
  return (
    <Upload
      id={id}
      accept={endingsOf("picture")
        .map((ending) => `.${ending}`)
        .join(",")}
      showUploadList={false}
      beforeUpload={(file: File) => {
        void take(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={busy}>
        {children}
      </Button>
    </Upload>
  );
}

/** A picture of a service account: its pixels and bytes are looked at before anything is sent. */
export function PictureField({ id, field, value, change, wrong, more = "", children }: PictureFieldProps) {
  const t = useTranslations(words);
  const { take, busy, said } = useTakePicture(field.name as PictureName);
  const { fitted, dialog } = useCrop(field.name as PictureName);
  const shown = usePicture(value?.path);
  return (
    <FormField
      label={t(field.label)}
      htmlFor={id}
      required={field.required}
      hint={`${t(asSentence(field.takes))} ${more}`}
      wrong={said ?? wrong}
    >
      <Flex gap="8px 12px" align="center" wrap>
        {shown && <img className="account-thumb" src={shown} alt={t(field.label)} />}
        {value?.name && <span className="proof-name">{value.name}</span>}
        <ChoosePicture
          id={id}
          busy={busy}
          take={async (file) => {
            const part = await fitted(file);
            const stored = part && (await take(part));
            if (stored !== null) change(stored);
          }}
        >
          {t(value?.path ? "replace" : "choose")}
        </ChoosePicture>
        {children}
      </Flex>
      {dialog}
    </FormField>
  );
}
