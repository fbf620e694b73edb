// A survey as whoever answers sees it, and what would be stored of the answers. Nothing is sent or kept.
(() => {
  const root = document.documentElement;
  root.classList.remove('no-js');
  let theme = null;
  try { theme = localStorage.getItem('senda-theme'); } catch { /* private windows refuse it */ }
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'dark' : 'light';

  const place = document.getElementById('survey');
  const language = document.getElementById('language');
  const stored = document.getElementById('stored');
  const nothing = document.getElementById('nothing');
  const finished = document.getElementById('finished');
  const variables = JSON.parse(place.dataset.variables);
  const hue = dark ? '#74c8d8' : '#0a5768';
  const look = dark ? window.sendaSurvey.themes.dark : window.sendaSurvey.themes.light;

  // One row for each stored value; lines of a matrix have a row each.
  const rows = (data) => Object.entries(data).flatMap(([name, value]) => (
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).map(([line, own]) => [`${name}.${line}`, own])
      : [[name, value]]
  ));
  const show = (data) => {
    const body = stored.tBodies[0];
    body.replaceChildren(...rows(data).map(([name, value]) => {
      const row = document.createElement('tr');
      const head = row.appendChild(document.createElement('th'));
      head.scope = 'row';
      head.textContent = name;
      row.appendChild(document.createElement('td')).textContent = Array.isArray(value) ? value.join(', ') : String(value);
      return row;
    }));
    stored.hidden = body.rows.length === 0;
    nothing.hidden = !stored.hidden;
  };

  let survey = null;
  const start = () => {
    const own = document.createElement('div');
    place.replaceChildren(own);
    survey = window.sendaSurvey.show(window.sendaDocument, own);
    survey.locale = language ? language.value : place.dataset.locale;
    for (const [name, value] of Object.entries(variables)) survey.setVariable(name, value);
    survey.applyTheme({ ...look, cssVariables: { ...look.cssVariables, '--sjs2-color-project-brand-600': hue, '--sjs2-typography-font-family-text': getComputedStyle(root).getPropertyValue('--sans') } });
    survey.onValueChanged.add((it) => show(it.data));
    survey.onComplete.add((it) => { show(it.data); finished.textContent = finished.dataset.word; });
    finished.textContent = '';
    show({});
  };
  language?.addEventListener('change', () => { survey.locale = language.value; });
  document.getElementById('again').addEventListener('click', start);
  for (const width of document.querySelectorAll('[name=width]')) {
    width.addEventListener('change', () => { place.classList.toggle('phone', width.value === 'phone'); });
  }
  start();
})();
