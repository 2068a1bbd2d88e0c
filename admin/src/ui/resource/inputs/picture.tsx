import { UploadOutlined } from "@ant-design/icons";
import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { type PictureRule, pictureProblem } from "@tidings/shared/resource/pictures.ts";
import { endingsOf } from "@tidings/shared/resource/proofs.ts";
import { Button, Flex, Typography, Upload } from "antd";
import { useState } from "react";
import { useCrop } from "../../crop/use-crop.tsx";
import { useEnterprise } from "../../me.tsx";
import { storeFile } from "../../store-file.ts";
import { usePicture } from "../../use-picture.ts";
import { userErrorOf } from "../../user-error.ts";
import { useLocale, useTranslations } from "../../words.ts";

const words = {
  choose: w("选择图片", "Choose picture"),
  replace: w("换一张", "Choose another"),
};

/** A stored picture, as a content names it. */
interface StoredPicture {
  readonly path?: string | null;
  readonly name?: string | null;
}

interface PictureInputProps {
  readonly id: string;
  readonly rule: PictureRule;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

const ACCEPT = endingsOf("picture")
  .map((ending) => `.${ending}`)
  .join(",");

/** A picture: cropped where it fits its rule only in part; its pixels and bytes are looked at before anything is sent. */
export function PictureInput({ id, rule, value, change }: PictureInputProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id: enterprise } = useEnterprise();
  const { fitted, dialog } = useCrop(rule);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Words | string | null>(null);
  const { path, name } = (value ?? {}) as StoredPicture;
  const shown = usePicture(path);

  async function take(chosen: File) {
    setTrouble(null);
    const file = await fitted(chosen);
    if (file === null) return;
    const found = pictureProblem(rule, new Uint8Array(await file.arrayBuffer()));
    if (found !== null) return setTrouble(found);
    setBusy(true);
    try {
      change(await storeFile("picture", enterprise, file));
    } catch (failure) {
      setTrouble(userErrorOf(failure, locale).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Flex gap="8px 12px" align="center" wrap>
        {shown && <img className="input-thumb" src={shown} alt={t(rule.label)} />}
        {name && <span className="proof-name">{name}</span>}
        <Upload
          id={id}
          accept={ACCEPT}
          showUploadList={false}
          beforeUpload={(file: File) => {
            void take(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy}>
            {t(path ? "replace" : "choose")}
          </Button>
        </Upload>
      </Flex>
      {trouble !== null && (
        <Typography.Text type="danger">{typeof trouble === "string" ? trouble : t(trouble)}</Typography.Text>
      )}
      {dialog}
    </>
  );
}
