const KEY = "reportlint-theme";
const NAMES: Record<string, string> = { "": "随系统", light: "浅色", dark: "深色" };
const NEXT: Record<string, string> = { "": "dark", dark: "light", light: "" };

/** The button that turns the page light or dark, or lets the system decide. */
export class Theme {
  private value = "";

  constructor(private readonly control: HTMLElement) {
    try {
      this.value = localStorage.getItem(KEY) ?? "";
    } catch {
      // No storage: the choice lasts as long as the page.
    }
    this.apply();
    control.addEventListener("click", () => {
      this.value = NEXT[this.value] ?? "";
      try {
        localStorage.setItem(KEY, this.value);
      } catch {
        // As above.
      }
      this.apply();
    });
  }

  private apply(): void {
    document.documentElement.dataset.theme = this.value;
    this.control.setAttribute("aria-label", `深色或浅色：${NAMES[this.value] ?? NAMES[""]}`);
    this.control.title = NAMES[this.value] ?? NAMES[""];
  }
}
