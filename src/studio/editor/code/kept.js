/**
 * What the browser keeps of drafts, and who else of this origin edits.
 */
import { createStore, del, entries, set } from "idb-keyval";

let store;
const drafts = () => (store ??= createStore("dacu-studio", "drafts"));
const said = (error) => String(error?.message ?? error);

export const save = (key, text) => set(key, text, drafts()).then(() => "", said);
export const forget = (key) => del(key, drafts()).then(() => "", said);
export const saved = () => entries(drafts()).then((all) => JSON.stringify(all), () => "[]");

/** Holds a name for as long as this tab lives; false where another tab holds it. */
export const hold = (name) =>
  new Promise((done) => {
    if (!navigator.locks) return done(true);
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        done(lock !== null);
        return lock ? new Promise((release) => held.set(name, release)) : undefined;
      })
      .catch(() => done(true));
  });
const held = new Map();
export const release = (name) => {
  held.get(name)?.();
  held.delete(name);
};
/** Every name that a tab holds. */
export const holders = () =>
  navigator.locks ? navigator.locks.query().then(({ held }) => held.map((lock) => lock.name).join("\n")) : Promise.resolve("");

const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("dacu-studio") : null;
export const listen = (heard) => {
  if (channel) channel.onmessage = (event) => heard(String(event.data));
};
export const tell = (message) => channel?.postMessage(message);
