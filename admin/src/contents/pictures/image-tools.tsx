import { CompressOutlined, ScissorOutlined, UploadOutlined } from "@ant-design/icons";
import { asImage, type ImageValue } from "@tidings/shared/templates/values.ts";
import { App, Button, Flex, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { MediaPicker } from "../../media/picker.tsx";
import { mayAddMedia, type Shown, shownAs, storeMedium } from "../../media/store-medium.ts";
import { bytesText } from "../../ui/amount.ts";
import { CropDialog } from "../../ui/crop/crop-dialog.tsx";
import { PictureTooHeavy } from "../../ui/crop/cut.ts";
import type { Frame, Pixels } from "../../ui/crop/frame.ts";
import { useFailureToast } from "../../ui/failure-toast.tsx";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { useTranslations } from "../../ui/words.ts";
import { useField } from "../context.ts";
import type { Path } from "../paths.ts";
import { contentWords } from "../words.ts";
import { cropPicture, NotAPicture, type Picture, TooManyPixels } from "./crop.ts";
import { OptimiseDialog } from "./optimise-dialog.tsx";
import { fileOf, keepOriginal, originalOf, PictureUnread } from "./picture-file.ts";

/** Width over height, and how it is written. */
interface Ratio {
  readonly text: string;
  readonly value: number;
}

/** What the place of a picture asks of it. */
export interface Rule {
  readonly ratio: Ratio | null;
  /** Where the place asks for none: those that a crop may have. */
  readonly ratios?: readonly Ratio[];
  readonly maxBytes: number;
}

/** A crop is rounded to whole pixels; the check allows as much. */
const TOLERANCE = 0.02;

const fits = (ratio: Rule["ratio"], { width, height }: Pixels): boolean =>
  ratio === null || Math.abs(width / height / ratio.value - 1) <= TOLERANCE;

interface ImageToolsProps {
  readonly rule: Rule;
  readonly path: Path;
  readonly image: ImageValue | undefined;
  readonly more?: ReactNode;
  /** The value that is left when it is removed; without it, no value. */
  readonly none?: ImageValue;
}

/** A picture that is about to be cropped: its file, and its size. */
interface Cropping {
  readonly file: File;
  readonly picture: Pixels;
}

/** The ways to a picture, and what is done to it: cropped by hand wherever it came from, and made smaller. */
export function ImageTools({ rule, path, image, more, none }: ImageToolsProps) {
  const t = useTranslations(contentWords);
  const may = useMay();
  const { ratio, maxBytes } = rule;
  const ratios = ratio ? [ratio] : (rule.ratios ?? []);
  const { set } = useField(path);
  const work = usePictureWork(rule, path);
  const { busy, cropping, optimising } = work;
  const src = image?.src;
  const mayStore = mayAddMedia(may);
  const isMoving = src?.endsWith(".gif") || src?.startsWith("data:image/gif");

  return (
    <Flex gap={8} wrap>
      {mayStore && (
        <Upload
          accept="image/png,image/jpeg,image/gif,image/webp"
          showUploadList={false}
          beforeUpload={(file: File) => {
            void work.upload(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy}>
            {t(src ? "image_replace" : "image_upload")}
          </Button>
        </Upload>
      )}
      <MediaPicker kind="image" choose={(medium) => work.choose(shownAs(medium), mayStore)} />
      {more}
      {src && mayStore && ratios.length > 0 && !isMoving && (
        <Button icon={<ScissorOutlined />} disabled={busy} onClick={() => void work.crop(originalOf, src)}>
          {t("image_crop_button")}
        </Button>
      )}
      {src && mayStore && !isMoving && (
        <Button icon={<CompressOutlined />} disabled={busy} onClick={() => void work.optimise(src)}>
          {t("image_optimise")}
        </Button>
      )}
      {src && <Button onClick={() => set(none)}>{t("image_remove")}</Button>}
      {cropping && (
        <CropDialog
          {...cropping}
          ratios={ratios}
          narrowest={Math.ceil(cropping.picture.width / 10)}
          busy={busy}
          use={(frame) => void work.cut(cropping.file, frame)}
          cancel={work.stop}
        />
      )}
      {optimising && (
        <OptimiseDialog
          file={optimising}
          maxBytes={maxBytes}
          busy={busy}
          use={(picture) => void work.use(optimising, picture)}
          cancel={work.stop}
        />
      )}
    </Flex>
  );
}

/** What is done with a picture, one thing at a time: stored, cropped, made smaller. */
function usePictureWork({ ratio, maxBytes }: Rule, path: Path) {
  const t = useTranslations(contentWords);
  const { message } = App.useApp();
  const { edit, touch } = useField(path);
  const { busy, during } = useBusy(maxBytes, touch);
  const { id: enterprise } = useEnterprise();
  const [cropping, setCropping] = useState<Cropping | null>(null);
  const [optimising, setOptimising] = useState<File | null>(null);
  const stop = () => {
    setCropping(null);
    setOptimising(null);
  };

  async function keep(file: File, { body, ending }: Pick<Picture, "body" | "ending">, of: File | null) {
    const shown = await storeMedium(enterprise, { name: file.name, body, ending });
    if (of) keepOriginal(shown.src, of);
    edit((before) => ({ ...asImage(before), ...shown }));
  }

  const upload = (file: File) =>
    during(async () => {
      const picture = await cropPicture(file, ratio?.value ?? null, maxBytes);
      await keep(file, picture, file);
      if (ratio && picture.ending === "gif" && !fits(ratio, picture))
        message.warning(t("image_moving", { ratio: ratio.text }));
      else if (ratio && !fits(ratio, picture.of)) message.info(t("image_crop", { ratio: ratio.text }));
    });

  const cut = (file: File, frame: Frame) =>
    during(async () => {
      await keep(file, await cropPicture(file, ratio?.value ?? null, maxBytes, frame), file);
      stop();
    });

  const crop = (from: (src: string) => Promise<File>, address: string) =>
    during(async () => {
      const file = await from(address);
      const bitmap = await createImageBitmap(file);
      setCropping({ file, picture: { width: bitmap.width, height: bitmap.height } });
      bitmap.close();
    });

  const choose = (shown: Shown, mayStore: boolean) => {
    const { src, width, height } = shown;
    const isRight = !width || !height || fits(ratio, { width, height });
    // What the place does not take is cropped first, by hand.
    if (!isRight && mayStore && !src.endsWith(".gif")) return void crop(fileOf, src);
    edit((before) => ({ ...asImage(before), ...shown }));
    touch();
  };

  const optimise = (src: string) => during(async () => setOptimising(await fileOf(src)));
  const use = (file: File, picture: Pick<Picture, "body" | "ending">) =>
    during(async () => {
      await keep(file, picture, null);
      stop();
    });

  return { busy, cropping, optimising, upload, cut, crop, choose, optimise, use, stop };
}

/** One thing at a time, and what went wrong with it said in the words of the field. */
function useBusy(maxBytes: number, touch: () => void) {
  const t = useTranslations(contentWords);
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const [busy, setBusy] = useState(false);
  async function during(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      if (failure instanceof NotAPicture) message.error(t("image_bad"));
      else if (failure instanceof TooManyPixels) message.error(t("image_pixels"));
      else if (failure instanceof PictureUnread) message.error(t("image_fetch"));
      else if (failure instanceof PictureTooHeavy)
        message.error(t("image_big", { max: bytesText(maxBytes) }));
      else tellFailure(failure);
    } finally {
      setBusy(false);
      touch();
    }
  }
  return { busy, during };
}
