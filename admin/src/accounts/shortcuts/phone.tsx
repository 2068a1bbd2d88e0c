import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import type { ShortcutButton, TimedButtons } from "@tidings/shared/accounts/shortcuts/content.ts";
import { tapText } from "@tidings/shared/accounts/shortcuts/text.ts";
import { Button, Card, Flex } from "antd";
import { useRef, useState } from "react";
import { useZone } from "../../ui/me.tsx";
import { clock } from "../../ui/time.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import "../phone.css";
import { type Look, LookSwitch, lookOf } from "../phone.tsx";
import "./phone.css";
import { words } from "./words.ts";

/** What of a shortcut a phone shows, whatever of it is filled in. */
export interface ShownShortcut {
  readonly signature: string;
  readonly buttons: readonly ShortcutButton[];
  readonly timed: readonly TimedButtons[];
}

interface PhoneProps {
  readonly shortcut: ShownShortcut;
  readonly look: Look;
}

/** A message with its buttons as a phone shows it, one page a configuration: swiped, or turned with the two arrows. */
export function ShortcutPhone({ shortcut: { signature, buttons, timed }, look }: PhoneProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const pages = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const all = [
    { name: t("default"), time: "", buttons },
    ...timed.map(({ name, begins_at, ends_at, buttons: own }, place) => ({
      name: name || t("configuration", { at: place + 1 }),
      time: t("when", { begins: clock(begins_at, zone), ends: clock(ends_at, zone) }),
      buttons: own,
    })),
  ];
  const here = Math.min(at, all.length - 1);
  const turn = (to: number) => {
    const box = pages.current;
    // jsdom and old browsers have no smooth scrolling; the page is turned all the same.
    box?.scrollTo?.({ left: to * box.clientWidth });
    setAt(to);
  };
  return (
    <div>
      <figure className="phone account-phone" style={lookOf(look)} data-testid="phone-shortcut">
        <div className="phone-bar" aria-hidden>
          <span>9:41</span>
          <span className="phone-from">{signature || t("signature")}</span>
          <span className="phone-signs">▂▄▆</span>
        </div>
        <ul
          ref={pages}
          className="shortcut-pages"
          aria-label={t("preview_page")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
          tabIndex={0}
          onScroll={({ currentTarget: box }) => setAt(Math.round(box.scrollLeft / (box.clientWidth || 1)))}
        >
          {all.map((page, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two configurations may have one name while one types
            <li key={place} className="shortcut-page" aria-hidden={place !== here}>
              <p className="sms">
                【{signature || t("signature")}】{t("message")}
              </p>
              <Taps buttons={page.buttons} />
            </li>
          ))}
        </ul>
      </figure>
      <Flex align="center" justify="space-between" gap={8} className="shortcut-turn">
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={t("previous")}
          disabled={here === 0}
          onClick={() => turn(here - 1)}
        />
        <span className="shortcut-which" data-testid="configuration">
          <strong>{all[here]?.name}</strong> {here + 1}/{all.length}
          <span className="faint account-leads">{all[here]?.time}</span>
        </span>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={t("following")}
          disabled={here === all.length - 1}
          onClick={() => turn(here + 1)}
        />
      </Flex>
    </div>
  );
}

function Taps({ buttons }: { buttons: readonly ShortcutButton[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (buttons.length === 0) return <p className="faint shortcut-none">{t("no_buttons")}</p>;
  return (
    <ul className="shortcut-taps">
      {buttons.map((button, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may have one name
        <li key={at} title={tapText(button, locale)}>
          {button.name || t("empty_button")}
        </li>
      ))}
    </ul>
  );
}

/** The live preview beside a form or a page, light and dark. */
export function ShortcutPreview({ shortcut }: { shortcut: ShownShortcut }) {
  const t = useTranslations(words);
  const [look, setLook] = useState<Look>("light");
  return (
    <Card title={t("preview")} className="preview">
      <div className="stack">
        <ShortcutPhone shortcut={shortcut} look={look} />
        <LookSwitch look={look} change={setLook} />
      </div>
    </Card>
  );
}
