import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const port = Number(process.env.TIDINGS_ADMIN_PORT ?? 5273);
const home = process.env.TIDINGS_HOME;

/** What Refine's antd binding brings for Markdown fields, which the panel has none of; old packages that do not say they are pure. */
const UNUSED =
  /node_modules\/(react-markdown|remark-|micromark|mdast-|unist-|unified|vfile|hast-|property-information)/;

/** The panel: served on TIDINGS_ADMIN_PORT, built to `admin/dist`. Only VITE_* reach the browser, so no service key can. */
export default defineConfig({
  root: import.meta.dirname,
  // Each running copy keeps its own prepared packages: two copies on one machine would overwrite each other's.
  ...(home ? { cacheDir: join(home, "vite") } : {}),
  plugins: [react()],
  server: { host: "127.0.0.1", port, strictPort: true },
  preview: { host: "127.0.0.1", port, strictPort: true },
  // A package that is found only when a page is opened would reload the page under the person's hands.
  optimizeDeps: {
    entries: ["index.html", "src/**/*.ts", "src/**/*.tsx", "!src/**/*.test.ts"],
    include: ["react", "react-dom", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime"],
  },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !UNUSED.test(id) } },
    // Glyphs stay files: inside the style sheet they would be fetched by everybody, and the preview forbids them.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
  },
  worker: { format: "es" },
});
