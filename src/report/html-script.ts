/** The script of the HTML report: filter, search, keys and the theme. The page says everything without it. */
export const script = `
const $ = (query, from = document) => [...from.querySelectorAll(query)];
const search = document.getElementById('search'), topic = document.getElementById('topic'), left = document.getElementById('left');
const cards = $('.finding'), buttons = $('.filters button');
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const on = new Set(buttons.filter((one) => one.ariaPressed === 'true').map((one) => one.dataset.show));
  let count = 0;
  for (const card of cards) {
    const { severity, status, topic: own } = card.dataset;
    const text = card.textContent.toLowerCase();
    card.hidden = !(on.has(severity) && (status === 'open' || on.has('accepted')) && (!topic.value || topic.value === own) && words.every((word) => text.includes(word)));
    if (!card.hidden) count++;
  }
  left.textContent = count + ' of ' + cards.length + ' shown';
}
for (const one of buttons) one.addEventListener('click', () => { one.ariaPressed = String(one.ariaPressed !== 'true'); filter(); });
search.addEventListener('input', filter);
topic.addEventListener('change', filter);
for (const one of $('[data-topic-link]')) one.addEventListener('click', () => { topic.value = one.dataset.topicLink; filter(); });
try { document.documentElement.dataset.theme = localStorage.getItem('ha-ready-theme') ?? ''; } catch {}
document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('ha-ready-theme', root.dataset.theme); } catch {}
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && event.target === search) { search.value = ''; filter(); search.blur(); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === '/') { event.preventDefault(); search.focus(); return; }
  if (event.key !== 'j' && event.key !== 'k') return;
  const shown = cards.filter((card) => !card.hidden);
  const at = shown.indexOf(document.activeElement);
  shown[event.key === 'j' ? Math.min(at + 1, shown.length - 1) : Math.max(at - 1, 0)]?.focus();
});
addEventListener('beforeprint', () => { for (const one of $('details')) one.open = true; });
filter();
`;
