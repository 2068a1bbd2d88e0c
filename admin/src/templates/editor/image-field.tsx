import { UploadOutlined } from "@ant-design/icons";
import { ratioFor } from "@tidings/shared/layouts/catalogue.ts";
import type { ImageSlot } from "@tidings/shared/layouts/layout.ts";
import { asImage } from "@tidings/shared/templates/values.ts";
import { App, Button, Flex, Input, Upload } from "antd";
import { useState } from "react";
import { MediaPicker } from "../../media/picker.tsx";
import { shownAs, storeMedium } from "../../media/store-medium.ts";
import { bytesText } from "../../ui/amount.ts";
import { origin } from "../../ui/client.ts";
import { CropDialog } from "../../ui/crop/crop-dialog.tsx";
import { PictureTooHeavy } from "../../ui/crop/cut.ts";
import type { Frame, Pixels } from "../../ui/crop/frame.ts";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { userErrorOf } from "../../ui/user-error.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ActionField } from "./action-field.tsx";
import { useEditing, useField } from "./context.ts";
import { cropPicture, NotAPicture, TooManyPixels } from "./crop.ts";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

type ImageSlotPart = Pick<ImageSlot, "words" | "required" | "ratio" | "max_bytes" | "action">;

/** An image: uploaded (cropped to the layout's ratio) or from the library, with alt text and, where allowed, an action. */
export function ImageField({ slot, path }: { slot: ImageSlotPart; path: Path }) {
  const t = useTranslations(words);
  const { layout, content } = useEditing();
  const { value, findings } = useField(path);
  const src = useField(`${path}.src`);
  const image = asImage(value);
  const ratio = ratioFor(slot.ratio, layout, content.style);
  return (
    <Field
      label={t(slot.words)}
      required={slot.required}
      findings={[...findings, ...src.findings]}
      hint={t("image_hint", { ratio: ratio?.text ?? "—", max: bytesText(slot.max_bytes) })}
    >
      <div className="image-field">
        {image?.src && <img className="image-thumb" src={onHost(image.src)} alt={image.alt ?? ""} />}
        <div className="image-parts">
          <Pick slot={slot} path={path} ratio={ratio} has={Boolean(image?.src)} />
          {image?.src && <Described path={`${path}.alt`} />}
        </div>
      </div>
      {slot.action && image?.src && <ActionField path={`${path}.action`} label={t("tap")} optional />}
    </Field>
  );
}

interface PickProps {
  readonly slot: ImageSlotPart;
  readonly path: Path;
  readonly ratio: { readonly text: string; readonly value: number } | null;
  readonly has: boolean;
}

function Pick({ slot, path, ratio, has }: PickProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay();
  const { id: enterprise } = useEnterprise();
  const { message } = App.useApp();
  const { set, edit, touch } = useField(path);
  const [busy, setBusy] = useState(false);
  /** What was cropped just now: another part of it can be chosen until the page is left. */
  const [original, setOriginal] = useState<{ file: File; picture: Pixels } | null>(null);
  const [cropping, setCropping] = useState(false);

  async function take(file: File, frame?: Frame) {
    setBusy(true);
    try {
      const picture = await cropPicture(file, ratio?.value ?? null, slot.max_bytes, frame);
      const { body, ending, of } = picture;
      const shown = await storeMedium(enterprise, { name: file.name, body, ending });
      edit((before) => ({ ...asImage(before), ...shown }));
      setOriginal(ratio && ending !== "gif" ? { file, picture: of } : null);
      setCropping(false);
      if (ratio && !frame) message.info(t("image_crop", { ratio: ratio.text }));
    } catch (failure) {
      if (failure instanceof NotAPicture) message.error(t("image_bad"));
      else if (failure instanceof TooManyPixels) message.error(t("image_pixels"));
      else if (failure instanceof PictureTooHeavy) {
        message.error(t("image_big", { max: bytesText(slot.max_bytes) }));
      } else message.error(userErrorOf(failure, locale).message);
    } finally {
      setBusy(false);
      touch();
    }
  }

  return (
    <Flex gap={8} wrap>
      {may("KooMessage:media:create") && (
        <Upload
          accept="image/png,image/jpeg,image/gif,image/webp"
          showUploadList={false}
          beforeUpload={(file: File) => {
            void take(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy}>
            {t(has ? "image_replace" : "image_upload")}
          </Button>
        </Upload>
      )}
      {has && original && <Button onClick={() => setCropping(true)}>{t("image_recrop")}</Button>}
      {cropping && original && ratio && (
        <CropDialog
          {...original}
          ratio={ratio.value}
          narrowest={Math.ceil(original.picture.width / 10)}
          busy={busy}
          use={(frame) => void take(original.file, frame)}
          cancel={() => setCropping(false)}
        />
      )}
      <MediaPicker
        kind="image"
        choose={(medium) => {
          setOriginal(null);
          edit((before) => ({ ...asImage(before), ...shownAs(medium) }));
          touch();
        }}
      />
      {has && <Button onClick={() => set(undefined)}>{t("image_remove")}</Button>}
    </Flex>
  );
}

function Described({ path }: { path: Path }) {
  const t = useTranslations(words);
  const { value, set, touch, findings } = useField(path);
  return (
    <>
      <Input
        addonBefore={t("image_alt")}
        placeholder={t("image_alt_hint")}
        value={typeof value === "string" ? value : ""}
        onBlur={touch}
        onChange={(event) => set(event.target.value || undefined)}
      />
      {findings[0] && <span className="faint">{t(findings[0].words)}</span>}
    </>
  );
}

/** The full URL of a path on the project's own host. */
export function onHost(src: string): string {
  return src.startsWith("/") && !src.startsWith("//") ? `${origin}${src}` : src;
}
