import { lengthText, sizeText } from "@tidings/shared/ground/size.ts";
import { media } from "@tidings/shared/media/media.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { verbOf } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Checkbox, Tag } from "antd";
import { Link } from "react-router";
import { LinkButton } from "../ui/link-button.tsx";
import { useOffers } from "../ui/resource/offers.ts";
import { pageOf } from "../ui/resource/page-of.ts";
import { words as listWords } from "../ui/resource/words.ts";
import { isAllowed } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useTranslations } from "../ui/words.ts";
import type { MediaRow } from "./row.ts";
import { Thumb } from "./thumb.tsx";
import { words } from "./words.ts";

interface TileProps {
  readonly row: MediaRow;
  readonly transitions: readonly Transition[];
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
}

/** A medium of the library, with what may be done with it. */
export function Tile({ row, transitions, chosen, choose }: TileProps) {
  const t = useTranslations(words);
  const tList = useTranslations(listWords);
  const offers = useOffers(media)(row as unknown as Row, true);
  const measures = [
    row.width === null ? [] : `${row.width} × ${row.height}`,
    row.duration_ms == null ? [] : lengthText(row.duration_ms / 1000),
    sizeText(row.bytes),
  ].flat();
  return (
    <div className={chosen ? "media-tile media-chosen" : "media-tile"} data-media={row.id}>
      <Checkbox
        className="media-check"
        checked={chosen}
        onChange={(event) => choose(event.target.checked)}
        aria-label={tList("select", { name: row.name })}
      />
      <Link to={pageOf(media, row.id)} className="media-open">
        <Thumb kind={row.kind} path={row.path} />
        <span className="media-name" title={row.name}>
          {row.name}
        </span>
      </Link>
      <div className="media-facts">
        <span className="faint">{measures.join(" · ")}</span>
        <span className="faint">
          {row.used_by > 0 ? t("used", { count: row.used_by }) : t("unused")}
          {row.folder !== null && <Tag className="media-folder">{row.folder}</Tag>}
        </span>
      </div>
      <div className="media-acts">
        {isAllowed(transitions, "update") && (
          <LinkButton type="link" size="small" to={`${pageOf(media, row.id)}/edit`}>
            {t("rename")}
          </LinkButton>
        )}
        <TransitionButtons
          small
          transitions={transitions}
          offers={offers}
          verbOf={(act) => verbOf(media, act)[0]}
        />
      </div>
    </div>
  );
}
