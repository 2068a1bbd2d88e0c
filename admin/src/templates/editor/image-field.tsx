import { ratioFor } from "@tidings/shared/layouts/catalogue.ts";
import type { ImageSlot } from "@tidings/shared/layouts/layout.ts";
import { asImage, type ImageValue } from "@tidings/shared/templates/values.ts";
import { Input } from "antd";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import type { Path } from "../../contents/paths.ts";
import { ImageTools, type Rule } from "../../contents/pictures/image-tools.tsx";
import { bytesText } from "../../ui/amount.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { ActionField } from "./action-field.tsx";
import { useLayoutEditing } from "./layout-context.ts";

type ImageSlotPart = Pick<ImageSlot, "words" | "required" | "ratio" | "max_bytes" | "action">;

interface ImageFieldProps {
  readonly slot: ImageSlotPart;
  readonly path: Path;
  /** Beside the other ways to a picture. */
  readonly more?: React.ReactNode;
}

/** An image in the layout's ratio: uploaded or from the library, cropped by hand, made smaller; with words for it and, where allowed, an action. */
export function ImageField({ slot, path, more }: ImageFieldProps) {
  const t = useTranslations(words);
  const { layout, content } = useLayoutEditing();
  const { value, findings } = useField(path);
  const src = useField(`${path}.src`);
  const image = asImage(value);
  const rule: Rule = { ratio: ratioFor(slot.ratio, layout, content.style), maxBytes: slot.max_bytes };
  return (
    <div data-path={path}>
      <Field
        label={t(slot.words)}
        required={slot.required}
        findings={[...findings, ...src.findings]}
        path={`${path}.src`}
        hint={t("image_hint", { ratio: rule.ratio?.text ?? "—", max: bytesText(slot.max_bytes) })}
      >
        <div className="image-field">
          {image?.src && <Thumb image={image} rule={rule} />}
          <div className="image-parts">
            <ImageTools rule={rule} path={path} image={image} more={more} />
            {image?.src && <Described path={`${path}.alt`} />}
          </div>
        </div>
      </Field>
      {slot.action && image?.src && <ActionField path={`${path}.action`} label={t("tap")} optional />}
    </div>
  );
}

/** The picture in the shape of its place, with its size. */
function Thumb({ image, rule }: { image: ImageValue; rule: Rule }) {
  const { width, height, bytes } = image;
  return (
    <figure className="image-figure">
      <img
        className="image-thumb"
        style={rule.ratio ? { aspectRatio: rule.ratio.value, height: "auto" } : undefined}
        src={onHost(image.src)}
        alt={image.alt ?? ""}
      />
      <figcaption className="faint">
        {[width && height ? `${width} × ${height}` : null, bytes ? bytesText(bytes) : null]
          .filter(Boolean)
          .join(" · ")}
      </figcaption>
    </figure>
  );
}

function Described({ path }: { path: Path }) {
  const t = useTranslations(words);
  const { value, set, touch, findings } = useField(path);
  return (
    <div data-path={path}>
      <Input
        addonBefore={t("image_alt")}
        placeholder={t("image_alt_hint")}
        value={typeof value === "string" ? value : ""}
        onBlur={touch}
        onChange={(event) => set(event.target.value || undefined)}
      />
      {findings[0] && <span className="faint">{t(findings[0].words)}</span>}
    </div>
  );
}
