// Short messages at the foot of the page, and the question before anything is erased.
import { byId } from "./dom.js";

const STAY_MS = 7_000;
let timer;

/** Tell the person something; screen readers hear it too. */
export function say(text) {
  const status = byId("status");
  status.textContent = text;
  status.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { status.hidden = true; }, STAY_MS);
}

/** Ask before erasing. Resolves to whether the person wants it. */
export function confirmErasure(question, action) {
  const dialog = byId("confirm");
  byId("confirm-text").textContent = question;
  byId("confirm-erase").textContent = action;
  dialog.returnValue = "keep";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "erase"), { once: true });
  });
}

/** Tell the page that something was forgotten or corrected, so that all of it is fetched again. */
export const announceChange = () => document.dispatchEvent(new CustomEvent("whyad:changed"));

/** Run an action of a button; its failure is told in words. */
export function doing(action) {
  return async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    try {
      await action(event);
    } catch (error) {
      if (error.status === undefined) throw error;
      say(error.message);
    } finally {
      button.disabled = false;
    }
  };
}
