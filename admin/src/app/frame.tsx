import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Flex, Grid, Layout, Tooltip } from "antd";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Link, useLocation } from "react-router";
import { AlertBell } from "../alerts/bell.tsx";
import { ExportNotice } from "../exports/notice.tsx";
import { useKeptFocus } from "../ui/focus.ts";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useMe } from "../ui/me.tsx";
import { useReviewQueue } from "../ui/review-door.ts";
import { PageSkeleton, pageShape } from "../ui/skeletons.tsx";
import { useShownStory } from "../ui/story-door.ts";
import { zoneName } from "../ui/time.ts";
import { WayBack } from "../ui/way-back.tsx";
import { useTranslations } from "../ui/words.ts";
import { Broken } from "./broken.tsx";
import { EnterpriseSwitch } from "./enterprise-switch.tsx";
import { MainMenu } from "./main-menu.tsx";
import { PaletteDoor } from "./palette-door.tsx";
import { isSetting, isWithin, RESOURCES } from "./resources.tsx";
import { UserMenu } from "./user-menu.tsx";
import { words } from "./words.ts";

const NoEnterprise = lazy(async () => ({ default: (await import("./no-enterprise.tsx")).NoEnterprise }));

const NextStep = lazy(async () => ({ default: (await import("../overview/next-step.tsx")).NextStep }));

const ReviewDrawer = lazy(async () => ({ default: (await import("./review-drawer.tsx")).ReviewDrawer }));

const StoryDrawer = lazy(async () => ({ default: (await import("../messages/story.tsx")).StoryDrawer }));

/** The layout around every page: menu, enterprise, language, user menu. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations(words);
  const wide = Grid.useBreakpoint().lg ?? true;
  const { pathname } = useLocation();
  const { enterprise, enterprises, platform_admin } = useMe();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page changes
  useEffect(() => setOpen(false), [pathname]);
  useKeptFocus();
  // Anyone who runs the deployment is a member of no enterprise by that.
  if (enterprise === null && (!platform_admin || enterprises.length > 0)) return <NoEnterprise />;
  return (
    <Layout className="frame" hasSider={wide}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      {wide ? (
        <Layout.Sider width={224} className="frame-side">
          <Brand />
          <MainMenu />
        </Layout.Sider>
      ) : (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="left"
          width={264}
          title={<Brand />}
          closable={{ "aria-label": t("close_menu") }}
          styles={{ body: { padding: "8px 0" } }}
        >
          <MainMenu />
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="frame-head">
          <Flex align="center" gap={8} className="frame-head-start">
            {!wide && (
              <Button
                type="text"
                icon={<MenuOutlined />}
                aria-label={t("menu")}
                onClick={() => setOpen(true)}
              />
            )}
            {enterprise ? <EnterpriseSwitch /> : <b>{t("platform")}</b>}
            {enterprise && <Zone zone={enterprise.time_zone} />}
          </Flex>
          <Flex align="center" gap={4}>
            {enterprise && <PaletteDoor />}
            {enterprise && <ExportNotice />}
            {enterprise && <AlertBell />}
            <LanguageSwitch />
            <UserMenu />
          </Flex>
        </Layout.Header>
        <Layout.Content id="content" className="frame-content" tabIndex={-1} role="main">
          <Broken key={pathname} framed>
            <div className="page-top">
              <WayBack />
              <SettingsWay pathname={pathname} />
              {enterprise && (
                <Suspense fallback={null}>
                  <NextStep />
                </Suspense>
              )}
            </div>
            <Suspense fallback={<PageSkeleton of={pageShape(pathname)} />}>{children}</Suspense>
          </Broken>
          {enterprise && <Story />}
          {enterprise && <Reviews />}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** What is loaded when it is first opened, and stays from then on. */
function OnceOpened({ open, children }: { open: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (open) setOpened(true);
  }, [open]);
  return opened && <Suspense fallback={null}>{children}</Suspense>;
}

/** The drawer with what waits for a decision. */
function Reviews() {
  return (
    <OnceOpened open={useReviewQueue() !== null}>
      <ReviewDrawer />
    </OnceOpened>
  );
}

/** The drawer with the story of a number. */
function Story() {
  return (
    <OnceOpened open={useShownStory() !== null}>
      <StoryDrawer />
    </OnceOpened>
  );
}

/** Above a page of settings: the way to all of them. */
function SettingsWay({ pathname }: { pathname: string }) {
  const t = useTranslations(words);
  const isOne =
    isWithin(pathname) || RESOURCES.some(({ list, meta }) => list === pathname && isSetting(meta?.section));
  return (
    isOne && (
      <Link to="/settings" className="settings-way">
        ‹ {t("settings")}
      </Link>
    )
  );
}

/** All times of the panel are in the enterprise's zone; it is named once, beside its name. */
function Zone({ zone }: { zone: string }) {
  const t = useTranslations(words);
  const name = zoneName(zone);
  return (
    <Tooltip title={t("zone", { zone: `${zone} (${name})` })}>
      <span className="faint zone" role="note" aria-label={t("zone", { zone })}>
        {name}
      </span>
    </Tooltip>
  );
}

function Brand() {
  return (
    <div className="brand">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--brand)" />
        <path d="M8 11h16M8 16h11M8 21h14" stroke="var(--on-brand)" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <span>Tidings</span>
    </div>
  );
}
