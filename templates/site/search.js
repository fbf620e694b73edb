// The search over everything. It is loaded with its index when somebody asks for it; nothing leaves the page.
const sendaSearch = (() => {
  const SHOWN = 40; // results at once
  const EACH = 8; // of one kind
  const root = document.querySelector('[data-search]').dataset.search.replace(/search\.js$/, '');
  let rows = [];
  let words = {};
  let dialog;
  let input;
  let list;
  let status;
  let chosen = -1;

  const bare = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

  // A row: kind, title, what stands below it, where it leads, and the texts that are looked in.
  function row(kind, title, below, href, id, told) {
    const name = bare(title);
    return { kind, title, below, href, told, name, id, all: `${name}\n${bare(id)}\n${bare(kind)}\n${bare(told)}` };
  }

  function load(index) {
    words = index.words;
    rows = [];
    for (const [word, pages] of [index.pages, index.sheets]) for (const [path, title] of pages) rows.push(row(word, title, '', path, '', ''));
    for (const [kind, id, title, told, parts] of index.entities) {
      const [folder, word] = index.kinds[kind];
      const path = `${folder}/${id}.html`;
      rows.push(row(word, title, id, path, id, told));
      for (const [anchor, name] of parts) rows.push(row(word, name, title, `${path}#${anchor}`, anchor, ''));
    }
  }

  // How well a row answers: titles before ids before texts, beginnings before middles; less is better.
  function rank(it, asked) {
    let sum = 0;
    for (const word of asked) {
      if (!it.all.includes(word)) return -1;
      const at = it.name.indexOf(word);
      if (at === 0) sum += 0;
      else if (at > 0) sum += /[\p{L}\p{N}]/u.test(it.name[at - 1]) ? 3 : 1;
      else sum += it.id.includes(word) ? 4 : 8;
    }
    return sum + (it.href.includes('#') ? 2 : 0) + Math.min(it.name.length, 200) / 400;
  }

  // The best rows, by kind: the kind of the best row first.
  function find(text) {
    const asked = bare(text).split(/\s+/).filter(Boolean);
    if (!asked.length) return { groups: [], count: 0, asked };
    const hits = [];
    for (const it of rows) {
      const score = rank(it, asked);
      if (score >= 0) hits.push({ it, score });
    }
    hits.sort((a, b) => a.score - b.score);
    const groups = new Map();
    let shown = 0;
    for (const { it } of hits) {
      const group = groups.get(it.kind) ?? groups.set(it.kind, []).get(it.kind);
      if (group.length < EACH && shown < SHOWN) { group.push(it); shown += 1; }
      if (shown >= SHOWN) break;
    }
    return { groups: [...groups].filter(([, found]) => found.length), count: hits.length, asked };
  }

  const element = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  // A text with the words that were asked for marked in it, whatever their accents.
  function marked(text, asked) {
    const letters = [...text];
    const plain = letters.map(bare);
    const starts = [];
    let joined = '';
    for (const letter of plain) { starts.push(joined.length); joined += letter; }
    const on = new Array(letters.length).fill(false);
    for (const word of asked) {
      for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + word.length)) {
        for (let i = 0; i < letters.length; i++) if (starts[i] + plain[i].length > at && starts[i] < at + word.length) on[i] = true;
      }
    }
    const pieces = [];
    for (let i = 0; i < letters.length;) {
      let end = i;
      while (end < letters.length && on[end] === on[i]) end++;
      const piece = letters.slice(i, end).join('');
      pieces.push(on[i] ? element('mark', {}, piece) : piece);
      i = end;
    }
    return pieces;
  }

  // The stretch of a text around the first word that is found in it.
  function stretch(text, asked) {
    const at = Math.min(...asked.map((word) => bare(text).indexOf(word)).filter((i) => i >= 0), Infinity);
    if (at === Infinity) return '';
    const from = at < 50 ? 0 : text.indexOf(' ', at - 40) + 1;
    return `${from ? '… ' : ''}${text.slice(from, from + 130)}${text.length > from + 130 ? ' …' : ''}`;
  }

  function option(it, asked, number) {
    const titled = asked.every((word) => it.name.includes(word));
    const below = titled ? it.below : stretch(it.told, asked) || it.below;
    return element('a', { role: 'option', id: `_found-${number}`, href: root + it.href, tabindex: '-1', 'aria-selected': 'false' },
      element('b', {}, ...marked(it.title, asked)), ...(below ? [element('span', {}, ...marked(below, asked))] : []));
  }

  function show() {
    const { groups, count, asked } = find(input.value);
    let number = 0;
    list.replaceChildren(...groups.map(([kind, found], i) => element('div', { role: 'group', 'aria-labelledby': `_kind-${i}` },
      element('p', { id: `_kind-${i}`, role: 'presentation' }, kind), ...found.map((it) => option(it, asked, number++)))));
    input.setAttribute('aria-expanded', String(number > 0));
    status.textContent = !asked.length ? words.keys : count === 0 ? words.none : `${count} ${count === 1 ? words.one : words.many}`;
    choose(number ? 0 : -1);
  }

  function choose(number) {
    const options = list.querySelectorAll('[role=option]');
    chosen = options.length ? (number + options.length) % options.length : -1;
    options.forEach((it, i) => it.setAttribute('aria-selected', String(i === chosen)));
    if (chosen < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', options[chosen].id);
    return options[chosen].scrollIntoView({ block: 'nearest' });
  }

  function pressed(event) {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter') list.querySelectorAll('[role=option]')[chosen]?.click();
    else return;
    event.preventDefault();
  }

  function build() {
    input = element('input', { type: 'text', role: 'combobox', 'aria-label': words.title, placeholder: words.hint, 'aria-expanded': 'false', 'aria-controls': '_found', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' });
    list = element('div', { role: 'listbox', id: '_found', 'aria-label': words.title });
    status = element('p', { role: 'status' });
    dialog = element('dialog', { class: 'finder', 'aria-label': words.title }, input, status, list);
    document.body.append(dialog);
    input.addEventListener('input', show);
    input.addEventListener('keydown', pressed);
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog || event.target.closest('[role=option]')) dialog.close();
    });
  }

  function open() {
    if (!dialog) build();
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    show();
  }

  return { load, find, open };
})();
// What the index of a language calls.
const sendaIndex = sendaSearch.load;
