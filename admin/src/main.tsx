import "@ant-design/v5-patch-for-react-19";
import "./app/style.css";
import "./ui/glyphs.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Panel } from "./app/panel.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <Panel />
  </StrictMode>,
);
