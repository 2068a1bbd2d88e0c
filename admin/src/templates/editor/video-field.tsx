import { UploadOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import type { VideoSlot } from "@tidings/shared/layouts/layout.ts";
import { asVideo } from "@tidings/shared/templates/values.ts";
import { App, Button, Flex, Upload } from "antd";
import { useState } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import type { Path } from "../../contents/paths.ts";
import { contentWords } from "../../contents/words.ts";
import { MediaPicker } from "../../media/picker.tsx";
import { shownAs, storeMedium } from "../../media/store-medium.ts";
import { bytesText } from "../../ui/amount.ts";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { userErrorOf } from "../../ui/user-error.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ImageField } from "./image-field.tsx";

const COVER = w("视频封面", "Cover image");
/** The video types that the library accepts, with their file extensions. */
const ENDINGS: Readonly<Record<string, string>> = { "video/mp4": "mp4", "video/3gpp": "3gp" };

/** A video, uploaded or from the library, with its cover image. */
export function VideoField({ slot, path }: { slot: VideoSlot; path: Path }) {
  const t = useTranslations({ ...words, ...contentWords });
  const { value, set, edit, findings } = useField(path);
  const src = useField(`${path}.src`);
  const video = asVideo(value);
  return (
    <div data-path={path}>
      <Field
        label={t(slot.words)}
        required={slot.required}
        findings={[...findings, ...src.findings]}
        hint={t("video_hint", { max: bytesText(slot.max_bytes) })}
        path={`${path}.src`}
      >
        <Flex vertical gap={8} align="start">
          {video?.src && (
            <video className="image-thumb" src={onHost(video.src)} preload="metadata" muted controls />
          )}
          <Flex gap={8} wrap>
            <UploadVideo path={path} max={slot.max_bytes} has={Boolean(video?.src)} />
            <MediaPicker
              kind="video"
              choose={(medium) => {
                const { src: address, bytes } = shownAs(medium);
                edit((before) => ({ ...asVideo(before), src: address, bytes }));
                src.touch();
              }}
            />
            {video?.src && <Button onClick={() => set(undefined)}>{t("image_remove")}</Button>}
          </Flex>
        </Flex>
      </Field>
      {slot.cover && (
        <ImageField
          slot={{
            words: COVER,
            required: slot.required,
            ratio: slot.ratio,
            max_bytes: 2 * 1024 * 1024,
            action: false,
          }}
          path={`${path}.cover`}
        />
      )}
    </div>
  );
}

function UploadVideo({ path, max, has }: { path: Path; max: number; has: boolean }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay();
  const { id: enterprise } = useEnterprise();
  const { message } = App.useApp();
  const { edit, touch } = useField(path);
  const [busy, setBusy] = useState(false);
  if (!may("KooMessage:media:create")) return null;

  async function take(file: File) {
    const ending = ENDINGS[file.type];
    if (!ending) return message.error(t("video_bad"));
    if (file.size > max) return message.error(t("video_big", { max: bytesText(max) }));
    setBusy(true);
    try {
      const { src, bytes } = await storeMedium(enterprise, { name: file.name, body: file, ending });
      edit((before) => ({ ...asVideo(before), src, bytes }));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    } finally {
      setBusy(false);
      touch();
    }
  }

  return (
    <Upload
      accept={Object.keys(ENDINGS).join(",")}
      showUploadList={false}
      beforeUpload={(file: File) => {
        void take(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={busy}>
        {t(has ? "video_replace" : "video_upload")}
      </Button>
    </Upload>
  );
}
