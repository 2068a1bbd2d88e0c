import {
  AuditOutlined,
  BarChartOutlined,
  ContactsOutlined,
  ExportOutlined,
  HomeOutlined,
  LayoutOutlined,
  LinkOutlined,
  PieChartOutlined,
  SendOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ResourceProps } from "@refinedev/core";

/** The rooms of the panel: where each is, and under which heading of the menu it stands. */
export const RESOURCES: ResourceProps[] = [
  { name: "overview", list: "/", meta: { icon: <HomeOutlined /> } },
  {
    name: "templates",
    list: "/templates",
    create: "/templates/new",
    edit: "/templates/:id/edit",
    show: "/templates/:id",
    meta: { icon: <LayoutOutlined />, heading: "messaging" },
  },
  {
    name: "numbers",
    list: "/numbers",
    create: "/numbers/new",
    show: "/numbers/:id",
    meta: { icon: <ContactsOutlined />, heading: "messaging" },
  },
  {
    name: "sends",
    list: "/sends",
    create: "/sends/new",
    show: "/sends/:id",
    meta: { icon: <SendOutlined />, heading: "messaging" },
  },
  {
    name: "domains",
    list: "/domains",
    create: "/domains/new",
    edit: "/domains/:id/edit",
    show: "/domains/:id",
    meta: { icon: <LinkOutlined />, heading: "settings" },
  },
  {
    name: "jumps",
    list: "/jumps",
    create: "/jumps/new",
    show: "/jumps/:id",
    meta: { icon: <ExportOutlined />, heading: "settings" },
  },
  { name: "quota", list: "/quota", meta: { icon: <PieChartOutlined />, heading: "money" } },
  { name: "reports", list: "/reports", meta: { icon: <BarChartOutlined />, heading: "money" } },
  { name: "audit", list: "/audit", meta: { icon: <AuditOutlined />, heading: "people" } },
  { name: "account", list: "/account", meta: { icon: <UserOutlined />, heading: "people" } },
];
