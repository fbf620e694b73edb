// Added to every page by `senda serve`: asks what changed, reloads the page when it is another one, and
// shows what is wrong while the last good page stays.
(() => {
  const own = document.currentScript.dataset;
  let run = own.run;
  let seen = Number(own.version);
  let asking = null;

  const bar = () => document.querySelector('.senda-bar');
  const take = (name, text) => {
    bar()?.remove();
    const made = document.createElement(name);
    made.className = 'senda-bar';
    made.setAttribute('role', 'status');
    const head = name === 'details' ? made.appendChild(document.createElement('summary')) : made.appendChild(document.createElement('p'));
    head.textContent = text;
    document.body.append(made);
    return made;
  };
  const page = () => fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then((answer) => answer.headers.get('etag'));

  const show = async (state) => {
    if (state.broken) {
      if (own.print === '') return location.reload();
      const open = bar()?.open ?? true;
      const list = await (await fetch('/_senda/findings', { cache: 'no-store' })).text();
      const made = take('details', state.says);
      made.open = open;
      made.appendChild(document.createElement('div')).innerHTML = list; // escaped where it is made
      return undefined;
    }
    if ((await page()) !== own.print) return location.reload();
    bar()?.remove();
    return undefined;
  };

  const ask = async () => {
    while (!document.hidden) {
      asking = new AbortController();
      try {
        const answer = await fetch(`/_senda/state?run=${run}&after=${seen}`, { cache: 'no-store', signal: asking.signal });
        const state = await answer.json();
        const other = state.run !== run;
        if (state.version !== seen || other) {
          [run, seen] = [state.run, state.version];
          await show(state);
        } else if (bar()?.dataset.quiet) bar().remove();
      } catch (fault) {
        if (fault.name === 'AbortError') return;
        if (!bar()) take('aside', own.gone).dataset.quiet = 'yes';
        await new Promise((again) => { setTimeout(again, 1500); });
        run = '';
      }
    }
  };
  document.addEventListener('visibilitychange', () => { if (document.hidden) asking?.abort(); else ask(); });
  document.addEventListener('DOMContentLoaded', () => {
    if (own.broken === 'yes') { seen = 0; run = ''; }
    ask();
  });
})();
