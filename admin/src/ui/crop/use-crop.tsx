import { MAX_PIXELS } from "@tidings/shared/ground/files/raster.ts";
import { cropOf, measureOf, type PictureRule } from "@tidings/shared/resource/pictures.ts";
import { type ReactNode, useState } from "react";
import { CropDialog } from "./crop-dialog.tsx";
import { cutPicture, PictureTooHeavy } from "./cut.ts";
import type { Frame } from "./frame.ts";

interface Asked {
  readonly file: File;
  readonly picture: ImageBitmap;
  readonly png: boolean;
  readonly crop: NonNullable<ReturnType<typeof cropOf>>;
  readonly answer: (file: File | null) => void;
}

/** `logo.bmp` as `logo.png`. */
const renamed = (name: string, ending: string) => `${name.replace(/\.[^.]*$/, "")}.${ending}`;

/**
 * Lets a person crop a picture that fits its rule only in part, or that phones would cut by themselves. `fitted` gives the file to store: the
 * chosen one where there is nothing to crop, null where the person thought better of it. What cannot be decoded is given back as it is, since
 * the check says what is wrong with it.
 */
export function useCrop(rule: PictureRule): {
  readonly fitted: (file: File) => Promise<File | null>;
  readonly dialog: ReactNode;
} {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);

  async function fitted(file: File): Promise<File | null> {
    const measure = measureOf(new Uint8Array(await file.arrayBuffer()));
    if (measure === null || rule.width === 1 || measure.width * measure.height > MAX_PIXELS) return file;
    const picture = await createImageBitmap(file).catch(() => null);
    if (picture === null) return file;
    // A photograph may be stored on its side: what is seen counts.
    const crop = cropOf(rule, { ...measure, width: picture.width, height: picture.height });
    if (crop === null) return file;
    return new Promise((answer) =>
      setAsked({ file, picture, png: measure.type !== "image/jpeg", crop, answer }),
    );
  }

  function close(answer: File | null) {
    asked?.picture.close();
    asked?.answer(answer);
    setAsked(null);
  }

  async function use({ file, picture, png }: Asked, frame: Frame) {
    setBusy(true);
    try {
      // Twice as wide as asked for is as much as any phone shows.
      const cut = await cutPicture(picture, { frame, widest: 2 * rule.width, maxBytes: rule.bytes, png });
      close(new File([cut.body], renamed(file.name, cut.ending), { type: cut.body.type }));
    } catch (failure) {
      if (!(failure instanceof PictureTooHeavy)) throw failure;
      // The check of the file as it was says so, with its figures.
      close(file);
    } finally {
      setBusy(false);
    }
  }

  const dialog = asked && (
    <CropDialog
      file={asked.file}
      picture={{ width: asked.picture.width, height: asked.picture.height }}
      ratios={[{ text: "", value: asked.crop.ratio }]}
      narrowest={rule.width}
      busy={busy}
      use={(frame) => void use(asked, frame)}
      whole={asked.crop.whole ? () => close(asked.file) : undefined}
      cancel={() => close(null)}
    />
  );
  return { fitted, dialog };
}
