/* Starts what Wagtail starts from inline scripts, so that the administration's policy allows none. */
(() => {
  const { Controller } = window.StimulusModule;

  class StartController extends Controller {
    static values = { call: String, with: Array };

    connect() {
      const [, isNew, name] = /^(new )?(\w+)$/.exec(this.callValue);
      const started = window[name];
      if (isNew) new started(...this.withValue);
      else started(...this.withValue);
      /* Once: what is moved within its form is not started anew. */
      this.element.remove();
    }
  }

  window.wagtail.app.register('portal-start', StartController);
})();
