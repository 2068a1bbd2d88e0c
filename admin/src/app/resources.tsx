import {
  ApiOutlined,
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  ContactsOutlined,
  ControlOutlined,
  ExportOutlined,
  HomeOutlined,
  LayoutOutlined,
  LinkOutlined,
  MobileOutlined,
  PieChartOutlined,
  ProfileOutlined,
  QrcodeOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  SendOutlined,
  StopOutlined,
  TeamOutlined,
  UserAddOutlined,
  UsergroupAddOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ResourceProps } from "@refinedev/core";
import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import type { ReactNode } from "react";

/** A declared noun in the menu. */
function declared(noun: Noun, heading: string, icon: ReactNode): ResourceProps {
  const { path, many } = NOUNS[noun];
  return {
    name: path,
    list: `/${path}`,
    create: `/${path}/new`,
    edit: `/${path}/:id/edit`,
    show: `/${path}/:id`,
    meta: { icon, heading, words: many },
  };
}

/** Refine's resources: their paths, and their section of the menu. */
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
    name: "send-details",
    list: "/sends/details",
    meta: { icon: <ProfileOutlined />, heading: "messaging" },
  },
  {
    name: "resolve-tasks",
    list: "/resolve-tasks",
    create: "/resolve-tasks/new",
    show: "/resolve-tasks/:id",
    meta: { icon: <QrcodeOutlined />, heading: "messaging" },
  },
  { name: "devices", list: "/devices", meta: { icon: <MobileOutlined />, heading: "messaging" } },
  declared("domain", "settings", <LinkOutlined />),
  declared("jump_batch", "settings", <ExportOutlined />),
  { name: "alerts", list: "/alerts", meta: { icon: <BellOutlined />, heading: "control" } },
  {
    name: "approval-rules",
    list: "/approval-rules",
    meta: { icon: <SafetyCertificateOutlined />, heading: "control" },
  },
  {
    name: "opt-outs",
    list: "/opt-outs",
    create: "/opt-outs/new",
    meta: { icon: <StopOutlined />, heading: "control" },
  },
  { name: "send-settings", list: "/send-settings", meta: { icon: <ControlOutlined />, heading: "control" } },
  { name: "link-rules", list: "/link-rules", meta: { icon: <SafetyOutlined />, heading: "control" } },
  { name: "channels", list: "/channels", meta: { icon: <ApiOutlined />, heading: "control" } },
  { name: "quota", list: "/quota", meta: { icon: <PieChartOutlined />, heading: "money" } },
  {
    name: "reports",
    list: "/reports",
    show: "/reports/:report",
    meta: { icon: <BarChartOutlined />, heading: "money" },
  },
  declared("member", "people", <TeamOutlined />),
  declared("invitation", "people", <UserAddOutlined />),
  declared("group", "people", <UsergroupAddOutlined />),
  { name: "audit", list: "/audit", meta: { icon: <AuditOutlined />, heading: "people" } },
  { name: "account", list: "/account", meta: { icon: <UserOutlined />, heading: "people" } },
];
