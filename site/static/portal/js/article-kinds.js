/* Shows the panels of the chosen kind only. Without this script every panel is shown and the server drops what is not used. */
(() => {
  const select = document.querySelector('select[name="kind"]');
  if (!select) return;
  const panels = [...document.querySelectorAll('[data-article-kinds]')];
  const update = () => {
    for (const panel of panels) {
      const section = panel.closest('.w-panel') || panel;
      section.hidden = !panel.dataset.articleKinds.split(' ').includes(select.value);
    }
  };
  select.addEventListener('change', update);
  update();
})();
