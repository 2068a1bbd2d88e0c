import { media } from "@tidings/shared/media/media.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { Card, Flex } from "antd";
import { lazy } from "react";
import { Link } from "react-router";
import { origin } from "../ui/client.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { useTranslations } from "../ui/words.ts";
import "./media.css";
import type { MediaRow } from "./row.ts";
import { addressOf } from "./store-medium.ts";
import { words } from "./words.ts";

/** The library: declared, but for its grid, the picture itself, and what shows it. */
export const library: DrawnResource = {
  of: media,
  List: lazy(async () => ({ default: (await import("./library.tsx")).Library })),
  slots: slotsOf<MediaRow>({
    aside: (row) => <Large row={row} />,
    Section: Where,
  }),
};

function Large({ row }: { row: MediaRow }) {
  const src = `${origin}${addressOf(row.path)}`;
  return (
    <Card className="media-large">
      {row.kind === "image" && <img src={src} alt={row.name} />}
      {row.kind === "audio" && (
        // biome-ignore lint/a11y/useMediaCaption: it is what a person uploaded, and has none
        <audio src={src} controls preload="metadata" aria-label={row.name} />
      )}
      {row.kind === "video" && (
        // biome-ignore lint/a11y/useMediaCaption: it is what a person uploaded, and has none
        <video src={src} controls preload="metadata" />
      )}
    </Card>
  );
}

/** What shows it, each with its page. */
function Where({ row }: { row: MediaRow }) {
  const t = useTranslations(words);
  const { uses, used_by: count } = row;
  return (
    <Card title={media.fields.used_by && t(media.fields.used_by.label)}>
      {count === 0 && <span className="faint">{t("where_none")}</span>}
      {count > 0 && uses.length === 0 && <span className="faint">{t("where_hidden", { count })}</span>}
      <Flex vertical gap={4}>
        {uses.map(({ noun, id, name }) => (
          <Link key={id} to={`/${NOUNS[noun as Noun].path}/${id}`}>
            {name}
          </Link>
        ))}
        {uses.length > 0 && count > uses.length && (
          <span className="faint">{t("where_more", { count })}</span>
        )}
      </Flex>
    </Card>
  );
}
