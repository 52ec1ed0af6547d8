import vue from '@vitejs/plugin-vue2';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue()],
  // For webviews of 2018; Vite's own idea of a browser is younger.
  build: { target: 'es2017' },
});
