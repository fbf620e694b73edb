// Somebody who answers a survey in the browser: sees what is asked, clicks, writes, goes on to the end.

/// Which of several things the nth respondent takes; different for each question.
const pick = (nth, question, count) => [0, count - 1, Math.floor(count / 2)][nth] ?? ((nth * 2654435761 + question * 40503) >>> 7) % count;

/// The words of a text in a locale, as the renderer looks for them.
function words(text, locale) {
  if (typeof text !== 'object' || text === null) return text;
  return text[locale] ?? text[locale.split('-')[0]] ?? text.default;
}

const choiceValue = (choice) => choice?.stored ?? choice?.value ?? choice;
const written = (value) => (Array.isArray(value) ? value.join(', ') : String(value));

/// The codes of a scale.
function codes(element) {
  if (element.rateValues) return element.rateValues.map((it) => it?.value ?? it);
  return Array.from({ length: element.rateMax - element.rateMin + 1 }, (_, at) => element.rateMin + at);
}

/// The questions on the page, when those that go away are gone.
async function asked(page) {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
  return page.locator('#survey [data-name]').evaluateAll((all) => all.map((it) => it.dataset.name));
}

/// The codes of the options that stand in the page.
const shown = (place) => place.locator('input').evaluateAll((all) => all.map((it) => it.value));

/// How each sort of question is answered; each gives what must be stored, by name.
const ANSWER = {
  async rating(place, element, at) {
    const all = codes(element);
    const code = all[at(all.length)];
    await place.locator(`label:has(input[value="${code}"])`).click();
    return { [element.name]: code };
  },
  async comment(place, element, at) {
    const text = ['Sí, "claro" <b>', '=1+1; ñandú 🦙', 'línea uno', 'Acme', 'it\'s "so"'][at(5)];
    await place.locator('textarea').fill(text);
    await place.locator('textarea').blur();
    return { [element.name]: text };
  },
  async text(place, element, at) {
    const least = element.min ?? 0;
    const today = new Date();
    const days = ['2026-01-15', [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, '0')).join('-')];
    const value = element.inputType === 'date' ? days[at(2)] : least + at((element.max ?? least + 20) - least + 1);
    await place.locator('input').fill(String(value));
    await place.locator('input').blur();
    return { [element.name]: value };
  },
  async boolean(place, element, at) {
    const yes = at(2) === 1;
    await place.locator('.sd-boolean__label').nth(yes ? 1 : 0).click();
    return { [element.name]: yes };
  },
  async radiogroup(place, element, at) {
    const offered = await shown(place);
    const all = [...element.choices, ...(element.showOtherItem ? ['other'] : [])].filter((it) => offered.includes(String(it?.value ?? it)));
    const taken = all[at(all.length)];
    await place.locator(`label:has(input[value="${taken?.value ?? taken}"])`).click();
    if (taken !== 'other' || !element.showOtherItem) return { [element.name]: choiceValue(taken) };
    await place.locator('textarea').fill('otra cosa');
    await place.locator('textarea').blur();
    return { [element.name]: 'other', [`${element.name}-Comment`]: 'otra cosa' };
  },
  async checkbox(place, element, at) {
    const offered = await shown(place);
    const choices = element.choices.filter((it) => offered.includes(String(it?.value ?? it)));
    const first = at(choices.length);
    const two = (element.maxSelectedChoices ?? 2) > 1 && !choices[first].isExclusive;
    const second = two ? choices.find((choice, nth) => nth !== first && !choice.isExclusive) : undefined;
    const taken = [choices[first], ...(second === undefined ? [] : [second])];
    for (const choice of taken) await place.locator(`label:has(input[value="${choice?.value ?? choice}"])`).click();
    return { [element.name]: taken.map(choiceValue) };
  },
  async ranking(place, element, at) {
    const most = element.maxSelectedChoices ?? element.choices.length;
    const items = place.locator('[data-ranking="from-container"] .sv-ranking-item');
    const offered = await items.allInnerTexts();
    const text = (choice) => words(choice.text ?? choice.value ?? choice, place.spoken);
    const choices = element.choices.filter((it) => offered.some((line) => line.includes(text(it))));
    const first = at(choices.length);
    const order = choices.map((_, nth) => choices[(first + nth) % choices.length]).slice(0, element.maxSelectedChoices);
    for (const choice of order) {
      const item = items.filter({ hasText: text(choice) });
      await item.first().press(' ');
      await item.waitFor({ state: 'detached' }); // it wanders to its rank
    }
    return { [element.name]: order.map(choiceValue) };
  },
  async matrix(place, element, at) {
    const stored = {};
    for (const [nth, row] of element.rows.entries()) {
      const column = element.columns[(at(element.columns.length) + nth) % element.columns.length];
      const line = row?.value ?? row;
      await place.locator(`tbody tr`).nth(nth).locator(`label:has(input[value="${column?.value ?? column}"])`).click();
      stored[`${element.name}.${line}`] = column?.value ?? column;
    }
    return stored;
  },
  // Only read.
  async html() { return {}; },
  async expression() { return {}; },
};

const plain = (html) => html.replace(/<[^>]*>/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const joined = (text) => text.split(/\s+/).filter(Boolean).join(' ');

/// Whether a condition holds for what was answered, read on its own and not by the renderer.
function holds(condition, answers) {
  const script = condition.split(/('(?:[^'\\]|\\.)*')/).map((part) => (part.startsWith("'") ? part : part
    .replace(/\{([^}]+)\} notempty/g, '($of("$1") !== undefined)')
    .replace(/\{([^}]+)\} contains /g, '$has("$1") + ')
    .replace(/\{([^}]+)\}/g, '$of("$1")')
    .replace(/ = /g, ' === ').replace(/ <> /g, ' !== ').replace(/\band\b/g, '&&').replace(/\bor\b/g, '||'))).join('');
  const contains = script.replace(/\$has\("([^"]+)"\) \+ ('(?:[^'\\]|\\.)*')/g, '($of("$1") ?? []).includes($2)');
  // The texts are those of our own examples.
  return Function('$of', `return (${contains});`)((name) => answers.get(name));
}

/// The words at the end: of the first page whose condition holds, or the ones for everybody.
function goodbye(document, answers, locale) {
  const page = (document.completedHtmlOnCondition ?? []).find((it) => holds(it.expression, answers));
  return joined(plain(words(page?.html ?? document.completedHtml, locale)));
}

/// Goes through a survey; gives what was wrong, which questions were seen and how many values were stored.
export async function answered(page, url, document, nth) {
  page.setDefaultTimeout(4000);
  const wrong = [];
  const elements = document.pages.flatMap((it) => it.elements);
  const seen = new Set();
  const expected = new Map();
  await page.goto(url);
  const locale = await page.evaluate(() => document.getElementById('language')?.value ?? document.getElementById('survey').dataset.locale);
  const title = words(document.title, locale);
  if (title && !(await page.locator('#survey').innerText()).includes(title)) wrong.push(`the survey is not called "${title}"`);

  for (let steps = 0; steps <= document.pages.length; steps += 1) {
    const here = new Set();
    // What one answer brings up is answered too.
    for (let more = true; more;) {
      more = false;
      const names = await asked(page);
      for (const [at, element] of elements.entries()) {
        if (!names.includes(element.name) || here.has(element.name)) continue;
        const place = page.locator(`#survey [data-name="${element.name}"]`);
        if (!(await place.count())) continue;
        place.spoken = locale;
        here.add(element.name);
        seen.add(element.name);
        const says = words(element.title, locale);
        if (typeof says === 'string' && !says.includes('{') && !(await place.innerText()).includes(says.trim())) wrong.push(`${element.name} does not ask "${says}"`);
        try {
          const values = await ANSWER[element.type](place, element, (count) => pick(nth, at, count));
          expected.set(element.name, values);
        } catch (fault) {
          wrong.push(`${element.name} (${element.type}) cannot be answered: ${String(fault.message).split('\n')[0]}`);
        }
        more = true;
        break;
      }
    }
    // An answer that made an earlier question go away takes its answer with it.
    const left = await asked(page);
    for (const name of here) if (!left.includes(name)) expected.delete(name);
    const next = page.locator('#survey .sd-navigation__next-btn:visible');
    const end = page.locator('#survey .sd-navigation__complete-btn:visible');
    if (await end.count()) {
      await end.click();
      break;
    }
    if (!(await next.count())) {
      wrong.push(`no way on after ${[...here].join(', ')}`);
      return { wrong, seen, values: 0 };
    }
    await next.click();
  }

  await page.waitForFunction(() => document.getElementById('finished').textContent !== '', null, { timeout: 3000 }).catch(() => wrong.push('it does not end'));
  const answers = new Map([...expected.values()].flatMap((values) => Object.entries(values)));
  const thanks = goodbye(document, answers, locale);
  if (!joined(await page.locator('#survey').innerText()).includes(thanks)) wrong.push(`it does not end with "${thanks}"`);
  const rows = await page.locator('#stored tbody tr').evaluateAll((all) => all.map((row) => [row.cells[0].textContent, row.cells[1].textContent]));
  const found = new Map(rows);
  const wanted = new Map([...expected.values()].flatMap((values) => Object.entries(values)).map(([name, value]) => [name, written(value)]));
  for (const [name, value] of wanted) if (found.get(name) !== value) wrong.push(`${name} was answered with "${value}" and stored as "${found.get(name)}"`);
  for (const name of found.keys()) if (!wanted.has(name)) wrong.push(`${name} was stored and never answered`);
  return { wrong, seen, values: wanted.size };
}
