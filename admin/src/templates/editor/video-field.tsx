import { w } from "@tidings/shared/ground/locale.ts";
import type { VideoSlot } from "@tidings/shared/layouts/layout.ts";
import { asVideo } from "@tidings/shared/templates/values.ts";
import { Button, Flex } from "antd";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import type { Path } from "../../contents/paths.ts";
import { UploadMedium } from "../../contents/upload-medium.tsx";
import { contentWords } from "../../contents/words.ts";
import { MediaPicker } from "../../media/picker.tsx";
import { shownAs } from "../../media/store-medium.ts";
import { bytesText } from "../../ui/amount.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ImageField } from "./image-field.tsx";

const COVER = w("视频封面", "Video cover");

/** A video, uploaded or from the library, with its cover image. */
export function VideoField({ slot, path }: { slot: VideoSlot; path: Path }) {
  const t = useTranslations({ ...words, ...contentWords });
  const { value, set, edit, touch, findings } = useField(path);
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
            <UploadMedium
              kind="video"
              max={slot.max_bytes}
              has={Boolean(video?.src)}
              take={(medium) =>
                edit((before) => ({ ...asVideo(before), src: shownAs(medium).src, bytes: medium.bytes }))
              }
              touch={touch}
            />
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
