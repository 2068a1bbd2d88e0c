import { UploadOutlined } from "@ant-design/icons";
import { App, Button, Upload } from "antd";
import { useState } from "react";
import { keepMedium, type Measured, mayAddMedia } from "../media/store-medium.ts";
import { bytesText } from "../ui/amount.ts";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { contentWords } from "./words.ts";

/** What is stored as it is, by the types that the library takes, with their endings. */
const ENDINGS = {
  video: { "video/mp4": "mp4", "video/3gpp": "3gp" },
  audio: { "audio/mpeg": "mp3", "audio/wav": "wav", "audio/x-wav": "wav", "audio/wave": "wav" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

interface UploadMediumProps {
  readonly kind: keyof typeof ENDINGS;
  readonly max: number;
  /** There is one already. */
  readonly has: boolean;
  /** Takes what was stored, and how its owner calls it. */
  readonly take: (medium: Measured, name: string) => void;
  readonly touch: () => void;
}

/** Uploads a video or an audio into the library; what it is, is said by its bytes when it is kept. */
export function UploadMedium({ kind, max, has, take, touch }: UploadMediumProps) {
  const t = useTranslations(contentWords);
  const may = useMay();
  const { id: enterprise } = useEnterprise();
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);
  const endings: Readonly<Record<string, string>> = ENDINGS[kind];
  if (!mayAddMedia(may)) return null;

  async function store(file: File) {
    const named = Object.values(endings).find((one) => file.name.toLowerCase().endsWith(`.${one}`));
    const ending = endings[file.type] ?? named;
    if (!ending) return message.error(t(`${kind}_bad`));
    if (file.size > max) return message.error(t(`${kind}_big`, { max: bytesText(max) }));
    setBusy(true);
    try {
      const type = Object.keys(endings).find((one) => endings[one] === ending) ?? file.type;
      const body = new Blob([file], { type });
      take(await keepMedium(enterprise, { name: file.name, body, ending }), file.name);
    } catch (failure) {
      tellFailure(failure);
    } finally {
      setBusy(false);
      touch();
    }
  }

  return (
    <Upload
      accept={[...Object.keys(endings), ...new Set(Object.values(endings).map((one) => `.${one}`))].join(",")}
      showUploadList={false}
      beforeUpload={(file: File) => {
        void store(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={busy}>
        {t(has ? `${kind}_replace` : `${kind}_upload`)}
      </Button>
    </Upload>
  );
}
