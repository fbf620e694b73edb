// Theme, printing, language, filters, the door to the search. No network, no storage beyond the theme.
(() => {
  const root = document.documentElement;
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* private windows refuse it */ } },
  };
  root.classList.remove('no-js');
  const theme = store.get('senda-theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;

  document.addEventListener('DOMContentLoaded', () => {
    const all = (selector) => document.querySelectorAll(selector);

    for (const button of all('[data-theme-toggle]')) {
      const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
      button.setAttribute('aria-pressed', String(dark()));
      button.addEventListener('click', () => {
        root.dataset.theme = dark() ? 'light' : 'dark';
        button.setAttribute('aria-pressed', String(dark()));
        store.set('senda-theme', root.dataset.theme);
      });
    }
    for (const button of all('[data-print]')) button.addEventListener('click', () => print());

    // The search comes with its index when it is asked for: two scripts beside the page.
    const door = document.querySelector('[data-search]');
    const script = (src) => new Promise((done, failed) => {
      const element = document.createElement('script');
      Object.assign(element, { src, onload: done, onerror: failed });
      document.head.append(element);
    });
    let finder;
    const search = (event) => {
      event.preventDefault();
      finder ??= script(new URL('search.js', document.querySelector('script[src$="senda.js"]').src).href)
        .then(() => script(door.dataset.search));
      finder.then(() => sendaSearch.open(), () => { location.href = door.href; });
    };
    if (door) {
      door.setAttribute('role', 'button');
      door.setAttribute('aria-haspopup', 'dialog');
      door.addEventListener('click', search);
      door.addEventListener('keydown', (event) => { if (event.key === ' ') search(event); });
      addEventListener('keydown', (event) => {
        const writing = event.target.closest?.('input, textarea, select, [contenteditable]');
        const slash = event.key === '/' && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
        const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
        if (slash || k) search(event);
      });
    }

    // The same place of the page in the other language.
    for (const link of all('[data-language]')) {
      link.addEventListener('click', () => { if (location.hash) link.href = link.href.split('#')[0] + location.hash; });
    }
    // The current section is in view where the bar scrolls.
    for (const here of all('nav [aria-current]')) { const list = here.closest('ul'); list.scrollLeft = here.offsetLeft - list.offsetLeft - 16; }

    // What is folded away is opened for paper, and for an anchor inside it.
    const folded = () => [...all('details:not([open])')];
    let opened = [];
    addEventListener('beforeprint', () => { opened = folded().filter((d) => d.dataset.print !== 'no'); for (const d of opened) d.open = true; });
    addEventListener('afterprint', () => { for (const d of opened) d.open = false; });

    // Filters: rows whose text holds every word; accents do not matter.
    const bare = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
    for (const input of all('[data-filter]')) {
      const form = input.form;
      const rows = [...all(input.dataset.filter)];
      const texts = rows.map((row) => bare(row.textContent));
      const levels = form ? [...form.querySelectorAll('[data-level]')] : [];
      const count = form && form.querySelector('[data-filter-count]');
      const apply = () => {
        const words = bare(input.value).split(/\s+/).filter(Boolean);
        const shown = new Set(levels.filter((l) => l.checked).map((l) => l.value));
        let n = 0;
        rows.forEach((row, i) => {
          const hit = words.every((word) => texts[i].includes(word)) && (!levels.length || shown.has(row.dataset.tone));
          row.hidden = !hit;
          n += hit ? 1 : 0;
        });
        for (const group of all('.ruled, tbody')) {
          const inside = group.querySelectorAll(input.dataset.filter);
          if (inside.length) group.hidden = [...inside].every((row) => row.hidden);
        }
        if (count) count.textContent = words.length || shown.size < levels.length ? `${n} / ${rows.length}` : '';
      };
      input.addEventListener('input', apply);
      for (const level of levels) level.addEventListener('change', apply);
      if (form) form.addEventListener('submit', (event) => event.preventDefault());
    }
  });
})();
