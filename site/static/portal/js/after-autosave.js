/* Keeps Wagtail's autosave and the buttons of the editing form from taking each other for two people. */
(() => {
  const form = document.querySelector('form[data-edit-form]');
  if (!form) return;

  /* Somebody else's newer version is replaced by pressing save, never in the background. */
  if (document.querySelector('[data-newer-version]')) form.dataset.wAutosaveActiveValue = 'false';

  /* A button pressed while autosave is under way waits for it; otherwise a new page would be made twice. */
  let saving = false;
  let pressed;
  form.addEventListener(
    'submit',
    (event) => {
      if (!saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = event.submitter;
    },
    true,
  );
  document.addEventListener('w-autosave:save', () => {
    saving = true;
  });
  const finished = (event) => {
    /* What autosave has stored is the version that this form holds now. */
    const { revision_id: version, revision_created_at: time } = event.detail.response || {};
    if (version && form.elements.loaded_revision_id) {
      form.elements.loaded_revision_id.value = version;
      form.elements.loaded_revision_created_at.value = time;
    }
    saving = false;
    if (pressed) {
      const button = pressed;
      pressed = undefined;
      form.requestSubmit(button);
    }
  };
  document.addEventListener('w-autosave:success', finished);
  document.addEventListener('w-autosave:error', finished);
})();
