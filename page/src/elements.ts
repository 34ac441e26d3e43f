/** An element of the page by its id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`#${id} is missing`);
  return found as T;
}

/** A new element with a class and contents. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = "",
  ...contents: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...contents);
  return element;
}

/** A button with its action. */
export function button(words: string, className: string, action: () => void): HTMLButtonElement {
  const element = make("button", className, words);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}
