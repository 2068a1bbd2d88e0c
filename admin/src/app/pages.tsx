import { Authenticated, CanAccess } from "@refinedev/core";
import { lazy, type ReactNode, Suspense } from "react";
import { Navigate, Outlet, Route, Routes } from "react-router";
import { LinkButton } from "../ui/link-button.tsx";
import { MeProvider, useMe } from "../ui/me.tsx";
import { DoorSkeleton, FrameSkeleton } from "../ui/skeletons.tsx";
import { StatusPage } from "../ui/status-page.tsx";
import { useTranslations } from "../ui/words.ts";
import { SIGN_IN } from "./auth.ts";
import { Broken } from "./broken.tsx";
import { declaredRoutes, loadDeclared } from "./declared.tsx";
import { Frame } from "./frame.tsx";
import { NoMember } from "./no-member.tsx";
import { NoPage } from "./no-page.tsx";
import { SessionEnded } from "./session-ended.tsx";
import { words } from "./words.ts";

const Platform = lazy(async () => ({ default: (await import("../platform/platform.tsx")).Platform }));
const Doors = lazy(async () => ({ default: (await import("../people/door/doors.tsx")).Doors }));
const Entering = lazy(async () => ({ default: (await import("../people/door/doors.tsx")).Entering }));
const SignInToJoin = lazy(async () => ({ default: (await import("../people/join.tsx")).SignInToJoin }));
const Confirmed = lazy(async () => ({ default: (await import("../people/door/arrived.tsx")).Confirmed }));
const PasswordHere = lazy(async () => ({
  default: (await import("../people/door/arrived.tsx")).PasswordHere,
}));
const OpenEnterprise = lazy(async () => ({
  default: (await import("../enterprise/open.tsx")).OpenEnterprise,
}));
const Enterprise = lazy(async () => ({
  default: (await import("../enterprise/enterprise.tsx")).Enterprise,
}));
const Join = lazy(async () => ({ default: (await import("../people/join.tsx")).Join }));
const OwnPage = lazy(async () => ({ default: (await import("../people/own-page.tsx")).OwnPage }));
const Overview = lazy(async () => ({ default: (await import("../overview/overview.tsx")).Overview }));
const SendDetails = lazy(async () => ({
  default: (await import("../sends/details/details.tsx")).SendDetails,
}));
const StoryPage = lazy(async () => ({ default: (await import("../messages/story.tsx")).StoryPage }));
const JumpLinkList = lazy(async () => ({ default: (await import("../jumps/links.tsx")).JumpLinkList }));
const FileFor = lazy(async () => ({ default: (await import("../filings/file.tsx")).FileFor }));
const BasicPublic = lazy(async () => ({ default: (await import("../basic/public.tsx")).BasicPublic }));
const Rights = lazy(async () => ({ default: (await import("../people/rights/rights.tsx")).Rights }));
const Guide = lazy(async () => ({ default: (await import("../templates/guide/guide.tsx")).Guide }));
const Devices = lazy(async () => ({ default: (await import("../devices/devices.tsx")).Devices }));
const Settings = lazy(async () => ({ default: (await import("./settings.tsx")).Settings }));
const Reports = lazy(async () => ({ default: (await import("../reports/report.tsx")).Reports }));

const DOORS = ["sign-in", "sign-up", "confirm", "new-password", "join"] as const;

/** Placeholder until the signed-in person is known, in the shape of the page of the address. */
const Opening = () =>
  DOORS.some((way) => location.pathname === `/${way}`) ? <DoorSkeleton /> : <FrameSkeleton />;

/** The routes. Pages are loaded when they are first opened. */
export function Pages() {
  return (
    <Broken>
      <Suspense fallback={<Opening />}>
        <Routes>
          {(["sign-in", "sign-up"] as const).map((way) => (
            <Route
              key={way}
              path={way}
              element={
                <Authenticated key={way} fallback={<Doors way={way} />} loading={<Opening />}>
                  <Entering />
                </Authenticated>
              }
            />
          ))}
          <Route path="confirm" element={alone("confirm", <Doors way="confirm" />, <Confirmed />)} />
          <Route
            path="new-password"
            element={alone("new-password", <Doors way="new-password" />, <PasswordHere />)}
          />
          <Route path="join" element={alone("join", <SignInToJoin />, <Join />)} />
          <Route path="open-enterprise" element={alone("open", <ToSignIn />, <OpenEnterprise />)} />
          <Route
            element={
              <Authenticated key="in" fallback={<ToSignIn />} loading={<Opening />}>
                <MeProvider nobody={<NoMember />} ended={<SessionEnded />}>
                  <Frame>
                    <Outlet />
                  </Frame>
                </MeProvider>
              </Authenticated>
            }
          >
            <Route index element={<First />} />
            <Route path="sends/details" element={guarded("send-details", "list", <SendDetails />)} />
            <Route path="messages/*" element={guarded("messages", "list", <StoryPage />)} />
            <Route
              path="basic-templates/public"
              element={guarded("basic-templates", "list", <BasicPublic />)}
            />
            <Route path="filings/for/:form" element={guarded("filings", "list", <FileFor />)} />
            {declaredRoutes(guarded)}
            <Route path="jumps/links" element={guarded("jumps", "list", <JumpLinkList />)} />
            <Route path="rights" element={guarded("rights", "list", <Rights />)} />
            <Route path="reports/:report?" element={guarded("reports", "list", <Reports />)} />
            <Route path="template-guide/:layout?" element={guarded("templates", "list", <Guide />)} />
            <Route path="devices" element={<Devices />} />
            <Route path="settings" element={<Settings />} />
            <Route path="account" element={<OwnPage />} />
            <Route path="enterprise" element={<Enterprise />} />
            <Route path="platform" element={guarded("platform", "list", <Platform />)} />
            <Route path="*" element={<NoPage />} />
          </Route>
        </Routes>
      </Suspense>
    </Broken>
  );
}

/** A page without a menu for anyone who is signed in, and what stands there for everybody else. */
function alone(key: string, out: ReactNode, page: ReactNode) {
  return (
    <Authenticated key={key} fallback={out} loading={<Opening />}>
      <MeProvider nobody={<NoMember />} ended={<SessionEnded />}>
        {page}
      </MeProvider>
    </Authenticated>
  );
}

function guarded(resource: string, action: string, page: ReactNode) {
  return (
    <CanAccess key={`${resource}:${action}`} resource={resource} action={action} fallback={<MayNot />}>
      {page}
    </CanAccess>
  );
}

/** Anyone who runs the deployment and works in no enterprise has its page for a beginning. */
function First() {
  return useMe().enterprise === null ? <Navigate to="/platform" replace /> : <Overview load={loadDeclared} />;
}

function ToSignIn() {
  const here = `${location.pathname}${location.search}`;
  return <Navigate to={here === "/" ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(here)}`} replace />;
}

function MayNot() {
  const t = useTranslations(words);
  return (
    <StatusPage
      status="403"
      title={t("may_not")}
      hint={t("may_not_hint")}
      action={<LinkButton to="/">{t("to_overview")}</LinkButton>}
    />
  );
}
