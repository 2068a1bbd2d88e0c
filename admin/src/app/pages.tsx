import { Authenticated, CanAccess } from "@refinedev/core";
import { NavigateToResource } from "@refinedev/react-router";
import { Result } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { Navigate, Outlet, Route, Routes } from "react-router";
import { words as peopleWords } from "../people/words.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { MeProvider, useMe } from "../ui/me.tsx";
import { Loading } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { SIGN_IN } from "./auth.ts";
import { Broken } from "./broken.tsx";
import { declaredRoutes } from "./declared.tsx";
import { Frame } from "./frame.tsx";
import { NoMember } from "./no-member.tsx";
import { NoPage } from "./no-page.tsx";
import { SessionEnded } from "./session-ended.tsx";
import { words } from "./words.ts";

const Platform = lazy(async () => ({ default: (await import("../platform/platform.tsx")).Platform }));
const SignIn = lazy(async () => ({ default: (await import("../people/sign-in.tsx")).SignIn }));
const Join = lazy(async () => ({ default: (await import("../people/join.tsx")).Join }));
const Account = lazy(async () => ({ default: (await import("../people/account.tsx")).Account }));
const AuditList = lazy(async () => ({ default: (await import("../people/audit.tsx")).AuditList }));
const Overview = lazy(async () => ({ default: (await import("../overview/overview.tsx")).Overview }));
const TemplateList = lazy(async () => ({ default: (await import("../templates/list.tsx")).TemplateList }));
const TemplateShow = lazy(async () => ({ default: (await import("../templates/show.tsx")).TemplateShow }));
const TemplateCreate = lazy(async () => ({
  default: (await import("../templates/create.tsx")).TemplateCreate,
}));
const TemplateEdit = lazy(async () => ({ default: (await import("../templates/edit.tsx")).TemplateEdit }));
const NumberList = lazy(async () => ({ default: (await import("../numbers/list.tsx")).NumberList }));
const NumberUpload = lazy(async () => ({ default: (await import("../numbers/upload.tsx")).NumberUpload }));
const NumberShow = lazy(async () => ({ default: (await import("../numbers/show.tsx")).NumberShow }));
const SendList = lazy(async () => ({ default: (await import("../sends/list.tsx")).SendList }));
const SendCreate = lazy(async () => ({ default: (await import("../sends/create.tsx")).SendCreate }));
const SendDetails = lazy(async () => ({
  default: (await import("../sends/details/details.tsx")).SendDetails,
}));
const SendShow = lazy(async () => ({ default: (await import("../sends/show.tsx")).SendShow }));
const JumpLinkList = lazy(async () => ({ default: (await import("../jumps/links.tsx")).JumpLinkList }));
const ApprovalRules = lazy(async () => ({
  default: (await import("../sends/approval-rules/rules.tsx")).ApprovalRules,
}));
const OptOutList = lazy(async () => ({ default: (await import("../sends/opt-outs/list.tsx")).OptOutList }));
const OptOutImport = lazy(async () => ({
  default: (await import("../sends/opt-outs/import.tsx")).OptOutImport,
}));
const SendSettings = lazy(async () => ({
  default: (await import("../sends/settings/settings.tsx")).SendSettingsPage,
}));
const ChannelList = lazy(async () => ({ default: (await import("../channels/list.tsx")).ChannelList }));
const AlertList = lazy(async () => ({ default: (await import("../alerts/list.tsx")).AlertList }));
const TaskList = lazy(async () => ({ default: (await import("../links/tasks/list.tsx")).TaskList }));
const LinkList = lazy(async () => ({ default: (await import("../links/tasks/links.tsx")).LinkList }));
const TaskCreate = lazy(async () => ({ default: (await import("../links/tasks/create.tsx")).TaskCreate }));
const TaskShow = lazy(async () => ({ default: (await import("../links/tasks/show.tsx")).TaskShow }));
const LinkRules = lazy(async () => ({ default: (await import("../links/rules/rules.tsx")).LinkRules }));
const Devices = lazy(async () => ({ default: (await import("../devices/devices.tsx")).Devices }));
const Quota = lazy(async () => ({ default: (await import("../quotas/quota.tsx")).Quota }));
const LiveReport = lazy(async () => ({ default: (await import("../reports/live/live.tsx")).LiveReport }));
const Report = lazy(async () => ({ default: (await import("../reports/report.tsx")).Report }));

/** The routes. Pages are loaded when they are first opened. */
export function Pages() {
  return (
    <Broken>
      <Suspense fallback={<Loading full />}>
        <Routes>
          <Route
            path={SIGN_IN}
            element={
              <Authenticated key="out" fallback={<SignIn />} loading={<Loading full />}>
                <NavigateToResource resource="overview" />
              </Authenticated>
            }
          />
          <Route
            path="join"
            element={
              <Authenticated key="join" fallback={<SignInToJoin />} loading={<Loading full />}>
                <MeProvider nobody={<NoMember />} ended={<SessionEnded />}>
                  <Join />
                </MeProvider>
              </Authenticated>
            }
          />
          <Route
            element={
              <Authenticated key="in" fallback={<ToSignIn />} loading={<Loading full />}>
                <MeProvider nobody={<NoMember />} ended={<SessionEnded />}>
                  <Frame>
                    <Outlet />
                  </Frame>
                </MeProvider>
              </Authenticated>
            }
          >
            <Route index element={<Overview />} />
            <Route path="templates" element={guarded("templates", "list", <TemplateList />)} />
            <Route path="templates/new" element={guarded("templates", "create", <TemplateCreate />)} />
            <Route path="templates/:id" element={guarded("templates", "show", <TemplateShow />)} />
            <Route path="templates/:id/edit" element={guarded("templates", "edit", <TemplateEdit />)} />
            <Route path="numbers" element={guarded("numbers", "list", <NumberList />)} />
            <Route path="numbers/new" element={guarded("numbers", "create", <NumberUpload />)} />
            <Route path="numbers/:id" element={guarded("numbers", "show", <NumberShow />)} />
            <Route path="sends" element={guarded("sends", "list", <SendList />)} />
            <Route path="sends/new" element={guarded("sends", "create", <SendCreate />)} />
            <Route path="sends/details" element={guarded("send-details", "list", <SendDetails />)} />
            <Route path="sends/:id" element={guarded("sends", "show", <SendShow />)} />
            {declaredRoutes(guarded)}
            <Route path="jumps/links" element={guarded("jumps", "list", <JumpLinkList />)} />
            <Route path="approval-rules" element={guarded("approval-rules", "list", <ApprovalRules />)} />
            <Route path="opt-outs" element={guarded("opt-outs", "list", <OptOutList />)} />
            <Route path="opt-outs/new" element={guarded("opt-outs", "create", <OptOutImport />)} />
            <Route path="send-settings" element={guarded("send-settings", "list", <SendSettings />)} />
            <Route path="channels" element={guarded("channels", "list", <ChannelList />)} />
            <Route path="alerts" element={guarded("alerts", "list", <AlertList />)} />
            <Route path="resolve-tasks" element={guarded("resolve-tasks", "list", <TaskList />)} />
            <Route path="resolve-tasks/details" element={guarded("resolve-tasks", "list", <LinkList />)} />
            <Route path="resolve-tasks/new" element={guarded("resolve-tasks", "create", <TaskCreate />)} />
            <Route path="resolve-tasks/:id" element={guarded("resolve-tasks", "show", <TaskShow />)} />
            <Route path="link-rules" element={guarded("link-rules", "list", <LinkRules />)} />
            <Route path="quota" element={guarded("quota", "list", <Quota />)} />
            <Route path="reports" element={guarded("reports", "list", <Report />)} />
            <Route
              path="reports/templates"
              element={guarded("reports", "list", <LiveReport key="templates" subject="templates" />)}
            />
            <Route
              path="reports/group-links"
              element={guarded("reports", "list", <LiveReport key="links" subject="group-links" />)}
            />
            <Route path="audit" element={guarded("audit", "list", <AuditList />)} />
            <Route path="devices" element={<Devices />} />
            <Route path="account" element={<Account />} />
            <Route path="platform" element={<ForPlatformAdmins />} />
            <Route path="*" element={<NoPage />} />
          </Route>
        </Routes>
      </Suspense>
    </Broken>
  );
}

function guarded(resource: string, action: string, page: ReactNode) {
  return (
    <CanAccess key={`${resource}:${action}`} resource={resource} action={action} fallback={<MayNot />}>
      {page}
    </CanAccess>
  );
}

/** The platform's page for those who run it and work in an enterprise as well. */
function ForPlatformAdmins() {
  return useMe().platform_admin ? <Platform /> : <MayNot />;
}

/** In place of the page, not before it: the token in the fragment of the address stays where it is. */
function SignInToJoin() {
  return <SignIn note={useTranslations(peopleWords)("join_sign_in")} />;
}

function ToSignIn() {
  const here = `${location.pathname}${location.search}`;
  return <Navigate to={here === "/" ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(here)}`} replace />;
}

function MayNot() {
  const t = useTranslations(words);
  return (
    <Result
      status="403"
      title={t("may_not")}
      subTitle={t("may_not_hint")}
      extra={<LinkButton to="/">{t("to_overview")}</LinkButton>}
    />
  );
}
