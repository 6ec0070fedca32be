/* Proposes the name of the chosen file as the title, while none has been typed. */
(() => {
  const file = document.getElementById('id_file');
  const title = document.getElementById('id_title');
  if (!file || !title) return;
  file.addEventListener('change', () => {
    const [chosen] = file.files;
    if (chosen && title.value === '') title.value = chosen.name.replace(/\.[^.]+$/, '');
  });
})();
