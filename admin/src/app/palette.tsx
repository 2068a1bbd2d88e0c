import { useQuery } from "@tanstack/react-query";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { maskPhone } from "@tidings/shared/numbers/phone.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import { isBound, NOUNS, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { Command } from "cmdk";
import { useState } from "react";
import { useNavigate } from "react-router";
import { client } from "../ui/client.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { type OpenAct, useOpenActs, wantAct } from "../ui/open-acts.ts";
import { openReviews } from "../ui/review-door.ts";
import { showStory, type TypedStory, typedStory } from "../ui/story-door.ts";
import { FONTS } from "../ui/theme.ts";
import { usePause } from "../ui/use-pause.ts";
import { userErrorOf } from "../ui/user-error.ts";
import { inQueue, useToDecide } from "../ui/waiting.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { RESOURCES } from "./resources.tsx";
import { words as pageWords } from "./words.ts";
import "./palette.css";

const words = {
  label: w("查找页面和记录", "Find pages and records"),
  hint: w(
    "输入页面、记录或操作的名称，或完整的手机号",
    "Name of a page, record or action, or a full phone number",
  ),
  acts: w("可执行的操作", "Actions"),
  through: w(
    "逐项审核：通过或驳回待您审核的 {count} 项",
    "Review one by one: approve or reject {count} {count:item|items} waiting for you",
  ),
  pages: w("页面", "Pages"),
  numbers: w("号码", "Numbers"),
  number: w(
    "{number} 的记录：发送、回执与未收到的原因",
    "{number}: messages, receipts and reasons for non-delivery",
  ),
  searching: w("正在查找…", "Searching…"),
  none: w("没有找到「{text}」", "No results for “{text}”"),
  none_hint: w(
    "输入名称的一部分即可查找；仅限当前企业中您有权查看的内容。",
    "Search by part of a name. Results include only what you can view in this enterprise.",
  ),
};

/** How many rows of a kind are shown. */
const MOST = 5;

/** As many of what waits as somebody goes through without a pause. */
const MOST_THROUGH = 50;

/** A row that was found. */
interface Hit {
  readonly of: Resource;
  readonly id: string;
  readonly name: string;
}

/** Pages by name, and rows of the declared nouns by name, of the enterprise in use and as far as the person may see them (LST-1). */
export function Palette({ close }: { close: (then?: () => void) => void }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const navigate = useNavigate();
  const may = useMay();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const pause = usePause(setAsked);
  const pages = usePages(typed);
  const found = useHits(asked);
  const hits = asked === typed.trim() ? (found.data ?? []) : [];
  const number =
    may("KooMessage:sendTask:list") || may("KooMessageBasic:sendTask:list") ? typedStory(typed) : null;
  const searching = number === null && typed.trim() !== "" && (asked !== typed.trim() || found.isPending);
  const go = (to: string) => {
    close();
    navigate(to);
  };
  const wanted = typed.trim().toLowerCase();
  const through = useGoThrough();
  const acts = [...useOpenActs(), ...through].filter(({ label }) => label.toLowerCase().includes(wanted));
  const act = ({ to, open, opens }: OpenAct) => {
    if (to !== undefined && opens !== undefined) wantAct(to, opens);
    if (to !== undefined) return go(to);
    close(open);
  };
  return (
    <Command.Dialog open onOpenChange={() => close()} label={t("label")} shouldFilter={false} loop>
      {/* It hangs beside the panel, so it inherits nothing. */}
      <div style={{ fontFamily: FONTS }}>
        <Command.Input
          value={typed}
          onValueChange={(text) => {
            setTyped(text);
            // No row has a number as its name, and the address of a request has no number.
            const named = text.trim() !== "" && typedStory(text) === null;
            pause.say(named ? text.trim() : "", named);
          }}
          placeholder={t("hint")}
          maxLength={64}
        />
        <Command.List>
          {number && <NumberItem of={number} close={close} />}
          {acts.length > 0 && (
            <Command.Group heading={t("acts")}>
              {acts.map((one) => (
                <Command.Item key={one.key} value={`act ${one.key}`} onSelect={() => act(one)}>
                  {one.label}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {pages.length > 0 && (
            <Command.Group heading={t("pages")}>
              {pages.map(({ name, path, icon, label }) => (
                <Command.Item key={name} value={`page ${name}`} onSelect={() => go(path)}>
                  {icon} {label}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {Object.values(DECLARED).map((of) => {
            const rows = hits.filter((hit) => hit.of === of);
            return (
              rows.length > 0 && (
                <Command.Group key={of.noun} heading={t(NOUNS[of.noun].many)}>
                  {rows.map(({ id, name }) => (
                    <Command.Item
                      key={id}
                      value={`${of.noun} ${id}`}
                      onSelect={() => go(`/${NOUNS[of.noun].path}/${id}`)}
                    >
                      {name}
                    </Command.Item>
                  ))}
                </Command.Group>
              )
            );
          })}
          {searching && <Command.Loading>{t("searching")}</Command.Loading>}
          {found.isError && <div role="alert">{userErrorOf(found.error, locale).message}</div>}
          {number === null &&
            !searching &&
            !found.isError &&
            acts.length + pages.length + hits.length === 0 && (
              <Command.Empty>
                <b>{t("none", { text: typed.trim() })}</b>
                <div className="faint">{t("none_hint")}</div>
              </Command.Empty>
            )}
        </Command.List>
      </div>
    </Command.Dialog>
  );
}

/** A whole number that is typed: its story. */
function NumberItem({ of, close }: { of: TypedStory; close: (then?: () => void) => void }) {
  const t = useTranslations(words);
  return (
    <Command.Group heading={t("numbers")}>
      <Command.Item value="number" onSelect={() => close(() => showStory(of))}>
        {t("number", { number: maskPhone(of.number) })}
      </Command.Item>
    </Command.Group>
  );
}

/** What waits for this person, gone through from whatever page is open. */
function useGoThrough(): readonly OpenAct[] {
  const t = useTranslations(words);
  const rows = useToDecide();
  const [first] = rows;
  if (!first) return [];
  const open = () => openReviews(rows.slice(0, MOST_THROUGH).map(inQueue), inQueue(first), null);
  return [{ key: "through", label: t("through", { count: rows.length }), open }];
}

function usePages(typed: string) {
  const t = useTranslations(pageWords);
  const { permissions } = useMe();
  const wanted = typed.trim().toLowerCase();
  return RESOURCES.flatMap(({ name, list, meta }) => {
    const label = t(meta?.words ?? (name as Parameters<typeof t>[0]));
    const fits = label.toLowerCase().includes(wanted) && mayDo(permissions, name, "list");
    return fits ? [{ name, path: String(list), icon: meta?.icon, label }] : [];
  });
}

function useHits(asked: string) {
  const { id } = useEnterprise();
  const may = useMay();
  return useQuery({
    queryKey: ["palette", id, asked],
    enabled: asked !== "",
    queryFn: async (): Promise<Hit[]> => {
      const open = Object.values(DECLARED).filter(({ noun, opens, fields, title }) => {
        const rights = rightsOf(noun, "list");
        const named = fields[title]?.kind === "text" && opens !== false && isBound(noun);
        return named && (rights.length === 0 || rights.some(may));
      });
      return (await Promise.all(open.map((of) => hitsOf(of, id, asked)))).flat();
    },
  });
}

async function hitsOf(of: Resource, enterprise: string, text: string): Promise<Hit[]> {
  const { data, error, status } = await client
    .from(of.view)
    .select(`id, name:${of.title}`)
    .eq("enterprise_id", enterprise)
    .ilike(of.title, containing(text))
    .order(of.title)
    .limit(MOST);
  if (error) throw { ...error, message: error.message, status };
  const rows = data as unknown as { readonly id: string; readonly name: string }[];
  return rows.map(({ id, name }) => ({ of, id: String(id), name: String(name) }));
}
