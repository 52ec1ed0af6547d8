import { defineConfig } from 'vite';

// Nothing of Dacu's needs to be said here; the page lies in a folder of its own.
export default defineConfig({ base: './' });
