// One case on a sheet: deadlines by the business clock, ticks that stay, the script with a name in it, and the
// outcome to copy. It is kept in this browser, by case; names only when asked for; nothing leaves the page.
document.addEventListener('DOMContentLoaded', () => {
  const panel = document.querySelector('[data-case]');
  if (!panel) return;
  const data = JSON.parse(panel.dataset.case);
  const { words } = data;
  const clock = sendaClock(data.zone);
  const KEY = `senda-case/${data.playbook}--${data.role}`;
  const NAMES = { 'customer-first_name': 'first_name', 'customer-formal_name': 'formal_name', 'agent-name': 'agent_name' };

  const fresh = () => ({ arrived: '', done: {}, chosen: {}, outcome: '', names: {}, keep: false });
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; } };
  const write = (cases) => { try { localStorage.setItem(KEY, JSON.stringify(cases)); } catch { /* private windows refuse it */ } };
  let state = fresh();

  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  let fields = 0;
  const field = (word, input) => {
    input.id ||= `_case-${fields++}`;
    return make('div', { class: 'field' }, make('label', { for: input.id }, word), input);
  };
  const button = (word, act) => { const made = make('button', { type: 'button' }, word); made.addEventListener('click', act); return made; };

  // Moments, as the wall clock of the program: 2026-11-20T18:30.
  const stamp = (moment) => new Date(clock.wall(moment)).toISOString().slice(0, 16);
  const parse = (text) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? clock.moment(Date.parse(`${text.slice(0, 16)}Z`)) : null);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone === data.zone;
  const spelled = new Intl.DateTimeFormat(data.language, {
    timeZone: data.zone, weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(here ? {} : { timeZoneName: 'short' }),
  });
  function length(ms) {
    const minutes = Math.floor(Math.abs(ms) / 60e3);
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    return [d && `${d} ${words.days}`, h && `${h} h`, !d && `${m} min`].filter(Boolean).join(' ');
  }

  // When each step is due; one that hangs on another counts from when that was done, or is due.
  function dues() {
    const found = new Map();
    const arrived = parse(state.arrived);
    const of = (id, depth = 0) => {
      if (found.has(id)) return found.get(id);
      const step = data.steps.find((each) => each.id === id);
      if (!step || arrived === null || depth > 64) return null;
      const from = step.after ? parse(state.done[step.after] ?? '') ?? of(step.after, depth + 1) : arrived;
      const within = step.within[state.chosen[id] ?? 0];
      const due = from === null || !within ? null : clock.due(data.calendars[step.calendar] ?? null, from, within);
      found.set(id, due);
      return due;
    };
    for (const step of data.steps) of(step.id);
    return found;
  }

  const number = make('input', { type: 'text', autocomplete: 'off', list: '_cases' });
  const known = make('datalist', { id: '_cases' });
  const arrived = make('input', { type: 'datetime-local' });
  const outcome = make('select', {}, make('option', { value: '' }, words.none), ...data.outcomes.map(([code, text]) => make('option', { value: code }, text)));
  const keep = make('input', { type: 'checkbox' });
  const status = make('p', { role: 'status', class: 'small muted' });
  const copy = make('textarea', { readonly: '', rows: '4', 'aria-label': words.by_hand, hidden: '' });
  const slots = [...document.querySelectorAll('mark[data-slot]')].filter((mark) => NAMES[mark.dataset.slot]);
  for (const mark of slots) mark.dataset.word = mark.textContent;
  const names = [...new Set(slots.map((mark) => mark.dataset.slot))].map((slot) => [slot, make('input', { type: 'text', autocomplete: 'off' })]);
  const ticks = new Map();
  const lines = new Map();

  function list() { known.replaceChildren(...Object.keys(read()).sort().map((name) => make('option', { value: name }))); }

  function save() {
    const name = number.value.trim();
    if (!name) return;
    write({ ...read(), [name]: { ...state, names: state.keep ? state.names : {} } });
    list();
  }

  function tell() {
    const found = dues();
    for (const [id, line] of lines) {
      const due = found.get(id) ?? null;
      line.hidden = due === null;
      if (due === null) continue;
      const left = due - Date.now();
      const done = state.done[id];
      line.classList.toggle('is-alert', !done && left < 0);
      line.dataset.due = stamp(due);
      line.textContent = `${words.due} ${spelled.format(due)} · ${done ? `${words.done} ${spelled.format(parse(done))}` : `${left < 0 ? words.late : words.left} ${length(left)}`}`;
    }
    for (const mark of slots) mark.textContent = state.names[mark.dataset.slot]?.trim() || mark.dataset.word;
  }

  function show() {
    arrived.value = state.arrived;
    outcome.value = state.outcome;
    keep.checked = state.keep;
    for (const [slot, input] of names) input.value = state.names[slot] ?? '';
    for (const [id, tick] of ticks) tick.checked = Boolean(state.done[id]);
    for (const select of document.querySelectorAll('select[data-step]')) select.value = String(state.chosen[select.dataset.step] ?? 0);
    copy.hidden = true;
    status.textContent = '';
    tell();
  }

  function changed() { save(); tell(); }

  // What is copied has no name of a customer in it.
  function record() {
    const found = dues();
    const name = number.value.trim();
    const [, text = ''] = data.outcomes.find(([code]) => code === state.outcome) ?? [];
    const steps = [...ticks.keys()].map((id) => ({ id, due: found.get(id) ? stamp(found.get(id)) : null, done: state.done[id] ?? null }));
    return { playbook: data.playbook, role: data.role, case: name, zone: data.zone, arrived: state.arrived || null, outcome: state.outcome || null, outcome_text: text || null, steps };
  }
  // A cell that a spreadsheet would take for a formula is made a text.
  const cell = (value) => {
    const text = String(value ?? '');
    return `"${(/^\s*[=+\-@|%]|^[\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  function csv() {
    const { steps, ...rest } = record();
    const late = steps.filter((step) => step.due && step.done && step.done > step.due).map((step) => step.id);
    const row = { ...rest, steps_done: steps.filter((step) => step.done).map((step) => step.id).join(' '), steps_late: late.join(' ') };
    return `${Object.keys(row).map(cell).join(',')}\r\n${Object.values(row).map(cell).join(',')}\r\n`;
  }
  async function hand(text) {
    copy.value = text;
    copy.hidden = false;
    copy.select();
    try { await navigator.clipboard.writeText(text); status.textContent = words.copied; } catch { status.textContent = document.execCommand('copy') ? words.copied : words.by_hand; }
  }

  function forget() {
    const { [number.value.trim()]: gone, ...others } = read();
    write(others);
    number.value = '';
    state = fresh();
    list();
    show();
    status.textContent = words.forgotten;
  }

  // Steps: a line with the deadline, a choice where it depends on the case, the tick that is there already.
  for (const item of document.querySelectorAll('.steps > li')) {
    const step = data.steps.find((each) => each.id === item.id);
    const tick = item.querySelector('.done input');
    if (tick) {
      ticks.set(item.id, tick);
      tick.addEventListener('change', () => {
        if (tick.checked) state.done[item.id] = stamp(Date.now()); else delete state.done[item.id];
        changed();
      });
    }
    if (!step) continue;
    const line = make('p', { class: 'due', hidden: '' });
    lines.set(step.id, line);
    item.querySelector('.meta').after(line);
    if (step.within.length < 2) continue;
    const select = make('select', { 'data-step': step.id }, ...step.within.map(({ when }, i) => make('option', { value: String(i) }, when || '…')));
    select.addEventListener('change', () => { state.chosen[step.id] = Number(select.value); changed(); });
    line.after(field(words.which, select));
  }

  number.addEventListener('change', () => {
    const kept = read()[number.value.trim()];
    if (kept) { state = { ...fresh(), ...kept }; show(); } else save();
  });
  arrived.addEventListener('input', () => { state.arrived = arrived.value; changed(); });
  outcome.addEventListener('change', () => { state.outcome = outcome.value; changed(); });
  keep.addEventListener('change', () => { state.keep = keep.checked; changed(); });
  for (const [slot, input] of names) input.addEventListener('input', () => { state.names[slot] = input.value; changed(); });

  // On a phone the script comes first: there the panel is folded.
  panel.append(make('details', matchMedia('(min-width: 700px)').matches ? { open: '' } : {},
    make('summary', {}, make('h2', {}, words.title)), make('p', { class: 'small' }, words.lede),
    make('div', { class: 'fields-of-case' }, field(words.number, number), known, field(words.arrived, arrived),
      button(words.now, () => { state.arrived = stamp(Date.now()); show(); changed(); }),
      ...names.map(([slot, input]) => field(words[NAMES[slot]], input)),
      ...(names.length ? [make('label', { class: 'opt' }, keep, make('span', {}, words.keep))] : []),
      ...(data.outcomes.length ? [field(words.outcome, outcome)] : [])),
    make('div', { class: 'acts' }, button(words.json, () => hand(JSON.stringify(record(), null, 2))), button(words.csv, () => hand(csv())), button(words.forget, forget)),
    status, copy));
  list();
  show();
  setInterval(tell, 30e3);
});
