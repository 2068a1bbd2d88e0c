import type { AccountContent } from "@tidings/shared/accounts/content.ts";
import { type AccountPreview, type PreviewMenu, previewOf } from "@tidings/shared/accounts/preview.ts";
import { Card, Segmented } from "antd";
import { type CSSProperties, useState } from "react";
import { TOKENS } from "../ui/tokens.ts";
import { usePicture } from "../ui/use-picture.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import "./phone.css";
import { words } from "./words.ts";

export type PhonePage = "chat" | "home";
export type Look = "light" | "dark";

/** The tokens with the values of one look, whatever that of the panel is: a customer's phone has its own. */
export const lookOf = (look: Look): CSSProperties =>
  Object.fromEntries(
    Object.entries(TOKENS).map(([name, [light, dark]]) => [`--${name}`, look === "dark" ? dark : light]),
  );

interface AccountPhoneProps {
  readonly content: AccountContent;
  readonly page: PhonePage;
  readonly look: Look;
}

/** A service account as a phone shows it: the page of messages with its menus, or its home page. */
export function AccountPhone({ content, page, look }: AccountPhoneProps) {
  const t = useTranslations(words);
  const preview = previewOf(content, useLocale());
  const logo = usePicture(preview.logo);
  return (
    <figure
      className="phone account-phone"
      style={lookOf(look)}
      aria-label={t(page)}
      data-testid={`phone-${page}`}
    >
      <div className="phone-bar" aria-hidden>
        <span>9:41</span>
        <span className="phone-from">{preview.name || t("empty_name")}</span>
        <span className="phone-signs">▂▄▆</span>
      </div>
      {page === "chat" ? <Chat preview={preview} logo={logo} /> : <HomePage preview={preview} logo={logo} />}
    </figure>
  );
}

interface PageProps {
  readonly preview: AccountPreview;
  readonly logo: string | null;
}

function Logo({ src }: { src: string | null }) {
  return src ? (
    <img className="account-logo" src={src} alt="" />
  ) : (
    <span className="account-logo" aria-hidden />
  );
}

function Chat({ preview, logo }: PageProps) {
  const t = useTranslations(words);
  const { intro, menus } = preview.chat;
  const [open, setOpen] = useState<number | null>(null);
  const opened = open === null ? undefined : menus[open];
  return (
    <div className="account-chat">
      <div className="account-talk">
        <Logo src={logo} />
        <p className="sms">{intro || "…"}</p>
      </div>
      {opened && (
        <ul className="account-items">
          {(opened.leads === null ? opened.items : [{ name: opened.name, leads: opened.leads }]).map(
            ({ name, leads }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two sub-menus may have one name
              <li key={at}>
                {name || t("empty_menu")}
                <span className="faint account-leads">{leads}</span>
              </li>
            ),
          )}
        </ul>
      )}
      <div className="account-menus">
        {menus.map((menu: PreviewMenu, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: two menus may have one name
            key={at}
            type="button"
            aria-expanded={open === at}
            onClick={() => setOpen(open === at ? null : at)}
          >
            {menu.leads === null && "≡ "}
            {menu.name || t("empty_menu")}
          </button>
        ))}
      </div>
    </div>
  );
}

function HomePage({ preview, logo }: PageProps) {
  const t = useTranslations(words);
  const { background, industry, intro, hotline, apps } = preview.home;
  const behind = usePicture(background);
  return (
    <div className="account-home">
      {behind ? (
        <img className="account-background" src={behind} alt="" />
      ) : (
        <div className="account-background faint">{t("no_picture")}</div>
      )}
      <div className="account-head">
        <Logo src={logo} />
        <span>
          <strong>{preview.name || t("empty_name")}</strong>
          {industry && <span className="faint account-leads">{industry}</span>}
        </span>
      </div>
      <p>{intro || "…"}</p>
      {hotline && <p className="account-call">☎ {t("call", { number: hotline })}</p>}
      {apps.length > 0 && (
        <ul className="account-apps">
          {apps.map(({ name }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two quick apps may have one name
            <li key={at}>{name || "…"}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface PreviewProps {
  readonly content: AccountContent;
  /** The page that is looked at first; another one where the part that is edited changes. */
  readonly page?: PhonePage;
}

/** The live preview beside a form or a page: both pages, light and dark. */
export function PreviewCard({ content, page: first = "chat" }: PreviewProps) {
  const t = useTranslations(words);
  const [page, setPage] = useState<PhonePage>(first);
  const [look, setLook] = useState<Look>("light");
  return (
    <Card title={t("preview")} className="preview">
      <div className="stack">
        <Segmented<PhonePage>
          block
          size="small"
          value={page}
          onChange={setPage}
          options={[
            { value: "chat", label: t("chat") },
            { value: "home", label: t("home") },
          ]}
        />
        <AccountPhone content={content} page={page} look={look} />
        <LookSwitch look={look} change={setLook} />
      </div>
    </Card>
  );
}

/** A phone may be light or dark, whatever the panel is. */
export function LookSwitch({ look, change }: { look: Look; change: (next: Look) => void }) {
  const t = useTranslations(words);
  return (
    <Segmented<Look>
      block
      size="small"
      value={look}
      onChange={change}
      options={[
        { value: "light", label: t("light") },
        { value: "dark", label: t("dark") },
      ]}
    />
  );
}
