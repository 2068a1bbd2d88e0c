import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const port = Number(process.env.TIDINGS_ADMIN_PORT ?? 5273);
const home = process.env.TIDINGS_HOME;

/** Dependencies of Refine's Markdown fields, which the panel does not use. They do not declare `sideEffects: false`. */
const UNUSED =
  /node_modules\/(react-markdown|remark-|micromark|mdast-|unist-|unified|vfile|hast-|property-information)/;

/** The panel: served on TIDINGS_ADMIN_PORT, built to `admin/dist`. Only VITE_* reach the browser, so no service key can. */
export default defineConfig({
  root: import.meta.dirname,
  // A dependency cache per running copy: two copies on one machine would overwrite each other's.
  ...(home ? { cacheDir: join(home, "vite") } : {}),
  plugins: [react()],
  server: { host: "127.0.0.1", port, strictPort: true },
  preview: { host: "127.0.0.1", port, strictPort: true },
  // Scan all sources at the start: a dependency discovered later would reload the page while somebody uses it.
  optimizeDeps: {
    entries: ["index.html", "src/**/*.ts", "src/**/*.tsx", "!src/**/*.test.ts"],
    include: ["react", "react-dom", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime"],
  },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !UNUSED.test(id) } },
    // Fonts stay files: inlined, everybody would download them, and the CSP of the preview forbids data: fonts.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
  },
  worker: { format: "es" },
});
