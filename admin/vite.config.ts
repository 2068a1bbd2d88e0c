import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const port = Number(process.env.TIDINGS_ADMIN_PORT ?? 5273);
const home = process.env.TIDINGS_HOME;

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
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 900 },
  worker: { format: "es" },
});
