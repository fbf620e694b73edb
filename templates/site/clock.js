// When something is due, by the calendar that the compiler counts by. Moments are milliseconds; wall clocks are
// those of the program's zone, as milliseconds of a day without a zone.
const sendaClock = (zoneName) => {
  const HOUR = 3600e3;
  const DAY = 24 * HOUR;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zoneName, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });

  // What the clocks of the zone show at a moment.
  function wall(moment) {
    const at = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second) + (((moment % 1000) + 1000) % 1000);
  }
  // The moment at which they show it: the first of two; after the gap when they never do.
  function moment(shown) {
    const before = shown - (wall(shown - DAY) - (shown - DAY));
    const after = shown - (wall(shown + DAY) - (shown + DAY));
    if (before === after || wall(before) === shown) return before;
    return wall(after) === shown ? after : before;
  }
  const date = (shown) => new Date(shown).toISOString().slice(0, 10);
  const hours = (calendar, day) => (calendar.holidays.includes(date(day)) ? [] : calendar.week[(new Date(day).getUTCDay() + 6) % 7]);
  const midnight = (shown) => Math.floor(shown / DAY) * DAY;
  const minute = (day, m) => moment(day + m * 60e3);

  // Open stretches from a moment on, the first one cut at it.
  function* openings(calendar, from) {
    for (let day = midnight(wall(from)), n = 0; n < 4000; day += DAY, n++) {
      for (const [opens, closes] of hours(calendar, day)) {
        const open = Math.max(minute(day, opens), from);
        const close = minute(day, closes);
        if (open < close) yield [open, close];
      }
    }
  }

  function openTime(calendar, from, length) {
    let rest = length;
    for (const [open, close] of openings(calendar, from)) {
      if (rest <= close - open) return open + rest;
      rest -= close - open;
    }
    return null;
  }

  // The same time of day so many open days later; at closing time at the latest.
  function businessDays(calendar, from, count) {
    const [start] = openings(calendar, from).next().value ?? [null];
    if (start === null || count === 0) return start;
    const shown = wall(start);
    let left = count;
    for (let day = midnight(shown) + DAY, n = 0; n < 4000; day += DAY, n++) {
      const open = hours(calendar, day);
      if (!open.length) continue;
      left -= 1;
      if (left === 0) return Math.min(moment(day + (shown - midnight(shown))), minute(day, open.at(-1)[1]));
    }
    return null;
  }

  function due(calendar, from, { n, unit }) {
    const count = Number(n);
    switch (unit) {
      case 's': return from + count * 1e3;
      case 'min': return from + count * 60e3;
      case 'h': return from + count * HOUR;
      case 'days': return moment(wall(from) + Math.trunc(count) * DAY);
      case 'business-hours': return calendar ? openTime(calendar, from, count * HOUR) : null;
      case 'business-days': return calendar ? businessDays(calendar, from, Math.trunc(count)) : null;
      default: return null;
    }
  }
  return { wall, moment, due };
};
