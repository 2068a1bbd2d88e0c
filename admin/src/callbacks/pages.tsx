import { UnorderedListOutlined } from "@ant-design/icons";
import { callback } from "@tidings/shared/callbacks/callback.ts";
import { callbackPost } from "@tidings/shared/callbacks/post.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { listLink } from "@tidings/shared/resource/address.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { LinkButton } from "../ui/link-button.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { type Offers, type PartProps, slotsOf } from "../ui/resource/slots.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";

type CallbackCard = RowOf<"callback_cards">;
type PostCard = RowOf<"callback_post_cards">;

const words = {
  posts: w("查看推送记录", "View push log"),
  address: w("查看回执地址", "View receipt address"),
};

/** Callbacks: declared, but for the way to what was posted there, and what comes next. */
export const callbacks: DrawnResource = {
  of: callback,
  slots: slotsOf<CallbackCard>({ Action: WayToPosts, useOffers }),
};

/** Posts: declared, but for the way to their address. */
export const callbackPosts: DrawnResource = {
  of: callbackPost,
  slots: slotsOf<PostCard>({ Action: WayToAddress }),
};

function WayToPosts({ row }: PartProps<CallbackCard>) {
  const t = useTranslations(words);
  return (
    <LinkButton
      icon={<UnorderedListOutlined />}
      to={listLink(NOUNS.callback_post.path, { kind: String(row.kind) })}
    >
      {t("posts")}
    </LinkButton>
  );
}

function WayToAddress({ row }: PartProps<PostCard>) {
  const t = useTranslations(words);
  return <LinkButton to={`/${NOUNS.callback.path}/${row.callback_id}`}>{t("address")}</LinkButton>;
}

/** What comes next: the secret of an address that has none, a test of one that was told nothing yet. */
function useOffers({ health }: CallbackCard, offers: Offers): Offers {
  const next = health === "off" ? "rotate" : health === "unused" ? "test" : null;
  const offer = next === null ? undefined : offers[next];
  return next === null || offer === undefined ? offers : { ...offers, [next]: { ...offer, tone: "main" } };
}
