/** The reference of `first-load`: Refine's own start of a project, with antd, Supabase, its layout and one list. */
import "@ant-design/v5-patch-for-react-19";
import "@refinedev/antd/dist/reset.css";
import { List, ThemedLayout, useNotificationProvider, useTable } from "@refinedev/antd";
import { Refine } from "@refinedev/core";
import routerProvider from "@refinedev/react-router";
import { dataProvider } from "@refinedev/supabase";
import { createClient } from "@supabase/supabase-js";
import { App, ConfigProvider, Table } from "antd";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Outlet, Route, Routes } from "react-router";

const client = createClient("http://127.0.0.1", "key");

function Templates() {
  const { tableProps } = useTable({ resource: "templates" });
  return (
    <List>
      <Table {...tableProps} rowKey="id">
        <Table.Column dataIndex="name" title="Name" />
        <Table.Column dataIndex="state" title="State" />
      </Table>
    </List>
  );
}

function Bare() {
  return (
    <BrowserRouter>
      <ConfigProvider>
        <App>
          <Refine
            dataProvider={dataProvider(client as never)}
            routerProvider={routerProvider}
            notificationProvider={useNotificationProvider}
            resources={[{ name: "templates", list: "/" }]}
          >
            <Routes>
              <Route
                element={
                  <ThemedLayout>
                    <Outlet />
                  </ThemedLayout>
                }
              >
                <Route index element={<Templates />} />
              </Route>
            </Routes>
          </Refine>
        </App>
      </ConfigProvider>
    </BrowserRouter>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<Bare />);
