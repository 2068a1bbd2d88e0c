import { COLORS } from "@tidings/shared/ground/colors.ts";
import { sizeText } from "@tidings/shared/ground/size.ts";
import { Alert, Flex } from "antd";
import { Link } from "react-router";
import { SlimBar } from "../ui/bar.tsx";
import { useRow } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Space = NonNullKeys<RowOf<"media_space">, keyof RowOf<"media_space">>;

/** From this share on, what may be freed is said in a note. */
const NEARLY = 0.9;

/** How much the library holds; undefined until it is known, and while it is empty. */
export function useSpace(): Space | undefined {
  const { id } = useEnterprise();
  return useRow<Space>("media_space", id).row;
}

/** How much of the library's room is taken, and what of it may be freed. */
export function SpaceBar() {
  const t = useTranslations(words);
  const space = useSpace();
  if (space === undefined) return null;
  const { bytes, most, trashed_bytes, unused_bytes } = space;
  const told = t("space", { used: sizeText(bytes), most: sizeText(most) });
  return (
    <div className="media-space">
      <Flex gap={12} wrap className="faint">
        <span>{told}</span>
        {trashed_bytes > 0 && (
          <Link to="/library?in=bin">{t("space_bin", { size: sizeText(trashed_bytes) })}</Link>
        )}
        {unused_bytes > 0 && (
          <Link to="/library?used=false">{t("space_unused", { size: sizeText(unused_bytes) })}</Link>
        )}
      </Flex>
      <SlimBar
        label={told}
        shares={[
          { key: "used", value: bytes - trashed_bytes, color: COLORS.main },
          { key: "bin", value: trashed_bytes, color: COLORS.waiting },
          { key: "free", value: Math.max(0, most - bytes), color: "var(--line)" },
        ]}
      />
      {bytes / most > NEARLY && <Alert type="warning" showIcon message={t("space_full")} />}
    </div>
  );
}
