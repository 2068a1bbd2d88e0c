import { type AccessControlProvider, type IRefineOptions, Refine } from "@refinedev/core";
import routerProvider from "@refinedev/react-router";
import { QueryClient } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import { useMemo } from "react";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { LeaveGuard } from "../ui/leave-guard.tsx";
import { WHOAMI, whoami } from "../ui/me.tsx";
import { NoChoices } from "../ui/states.tsx";
import { useTheme } from "../ui/theme.ts";
import { NavigateContext } from "../ui/use-address.ts";
import { isCrowded, isInDoubt } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { mayDo } from "./access.ts";
import { antLocale } from "./ant-locale.ts";
import { authProvider, SIGN_IN } from "./auth.ts";
import { data } from "./data.ts";
import { useNotices } from "./notices.ts";
import { Pages } from "./pages.tsx";
import { RESOURCES } from "./resources.tsx";
import { words } from "./words.ts";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Retry only failures that may pass, such as a lost connection; a refusal is an answer. A page may ask for more than runs at once.
      retry: (count, failure) => (count < 2 && isInDoubt(failure)) || (count < 10 && isCrowded(failure)),
      retryDelay: 700,
      // `navigator.onLine` is not trusted: send the request anyway, and show the failure if it fails.
      networkMode: "always",
      refetchOnWindowFocus: true,
      staleTime: 1_000,
    },
  },
});

const auth = authProvider(queries);
// Refine's types refer to the CommonJS build of the same class; at run time there is only one.
const clientConfig = queries as unknown as NonNullable<IRefineOptions["reactQuery"]>["clientConfig"];

const access: AccessControlProvider = {
  async can({ resource, action }) {
    const me = await queries.ensureQueryData({ queryKey: WHOAMI, queryFn: whoami });
    return { can: mayDo(me?.permissions ?? [], resource, action) };
  },
  options: { buttons: { enableAccessControl: true, hideIfUnauthorized: true } },
};

/** A data router, as only that can ask before a page is left; its one route holds those of `Pages`. */
const router = createBrowserRouter([{ path: "*", element: <Wired /> }]);

/** Where a toast stands: a live region, so that a screen reader says it. */
const toasts = () => document.getElementById("toasts") ?? document.body;

/** The whole panel: Refine on Supabase, antd in the current language, and the pages. */
export function Panel() {
  const locale = useLocale();
  return (
    <ConfigProvider
      locale={antLocale(locale)}
      theme={useTheme(locale)}
      button={{ autoInsertSpace: false }}
      renderEmpty={() => <NoChoices />}
    >
      <App message={{ maxCount: 3, getContainer: toasts }}>
        <NavigateContext value={router.navigate}>
          <RouterProvider router={router} />
        </NavigateContext>
      </App>
    </ConfigProvider>
  );
}

function Wired() {
  const t = useTranslations(words);
  const resources = useMemo(
    () =>
      RESOURCES.map((resource) => ({
        ...resource,
        meta: {
          ...resource.meta,
          label: t(resource.meta?.words ?? (resource.name as Parameters<typeof t>[0])),
        },
      })),
    [t],
  );
  return (
    <Refine
      dataProvider={data}
      authProvider={auth}
      accessControlProvider={access}
      routerProvider={routerProvider}
      notificationProvider={useNotices}
      resources={resources}
      options={{
        reactQuery: { clientConfig },
        disableTelemetry: true,
        disableRouteChangeHandler: true,
        syncWithLocation: true,
        warnWhenUnsavedChanges: false,
        title: { text: "Tidings" },
      }}
    >
      <LeaveGuard except={SIGN_IN} />
      <Pages />
    </Refine>
  );
}
