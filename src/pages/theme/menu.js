// Folds the menu up when the page is left: a page that comes back from the history would show it open.

addEventListener("pagehide", () => {
  const menu = document.querySelector("nav.menu");
  if (menu instanceof HTMLElement) menu.hidePopover?.();
});
