import { w } from "../ground/locale.ts";
import type { Offer } from "../resource/define.ts";

/** What of a medium says what may be done. */
export interface MediaRow {
  readonly state: string;
  readonly used_by: number | null;
  readonly bin_ends_at: string | null;
}

/** What may be done with a medium, but for its upload. */
export const MEDIA_TRANSITIONS = {
  cover: {
    label: w("设置封面", "Set cover"),
    title: w("设置视频封面", "Set video cover"),
    about: w("用素材库中的图片作为视频封面。", "Uses a picture from the library as the video's cover."),
    question: w("设置「{name}」的封面？", "Set a cover for “{name}”?"),
    body: w(
      "通过接口创建的模板未指定封面时使用此图片，已有的模板不变。",
      "Templates created via the API use this cover when they don't specify one. Existing templates don't change.",
    ),
    done: w("封面已设置", "Cover set"),
    needs: "KooMessage:media:update",
    inputs: {
      picture: {
        kind: "reference",
        label: w("图片", "Picture"),
        from: {
          view: "media_cards",
          key: "id",
          title: "name",
          where: { kind: "image", state: "active" },
        },
      },
    },
  },
  trash: {
    label: w("删除", "Delete"),
    title: w("删除素材", "Delete media"),
    question: w("把「{name}」移入回收站？", "Move “{name}” to the bin?"),
    body: w(
      "素材将移入回收站，可以恢复。已使用该素材的模板照常显示。",
      "This item moves to the bin and can be restored. Templates already using it still show it.",
    ),
    done: w("已移入回收站", "Moved to the bin"),
    needs: "KooMessage:media:delete",
    tone: "danger",
    inList: true,
  },
  restore: {
    label: w("恢复", "Restore"),
    title: w("恢复素材", "Restore media"),
    question: w("恢复「{name}」？", "Restore “{name}”?"),
    body: w(
      "素材将回到素材库，模板可以再次选用。",
      "This item returns to the library, and templates can use it again.",
    ),
    done: w("已恢复", "Restored"),
    needs: "KooMessage:media:delete",
    atOnce: true,
    inList: true,
  },
  purge: {
    label: w("彻底删除", "Delete permanently"),
    question: w("彻底删除「{name}」？", "Permanently delete “{name}”?"),
    body: w("文件将被删除，无法恢复。", "The file will be deleted and can't be recovered."),
    final: w(
      "文件将被删除，无法恢复。确定删除吗？",
      "The file will be deleted and can't be recovered. Delete it?",
    ),
    done: w("已彻底删除", "Permanently deleted"),
    needs: "KooMessage:media:delete",
    tone: "danger",
    deletes: true,
    inList: true,
  },
} as const satisfies Readonly<Record<string, Offer<MediaRow>>>;
