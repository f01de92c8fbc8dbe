// Colours of charts. Categories are told apart by colour-blind readers too (after Okabe and Ito); layers take a ramp, since they have an order.

const viridis = ['#440154', '#482878', '#3e4989', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];
const inferno = ['#000004', '#1b0c41', '#4a0c6b', '#781c6d', '#a52c60', '#cf4446', '#ed6925', '#fb9b06', '#f7d13d', '#fcffa4'];

const light = {
  name: 'light', text: '#1d2733', faint: '#5b6875', line: '#d9dfe5', ground: '#ffffff', bad: '#c0392b', mark: '#8a5a00',
  categories: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9', '#7b4ea3', '#6b6b6b'],
  ramp: viridis.slice(0, 9), good: ['#08519c', '#3182bd', '#6baed6', '#bdd7e7', '#fee6ce', '#fdae6b', '#e6550d'], viridis, inferno,
};

const dark = {
  ...light,
  name: 'dark', text: '#e4e9ee', faint: '#9aa7b4', line: '#37424e', ground: '#151b22', bad: '#ff7b6b', mark: '#f0b95b',
  categories: ['#5ab4f0', '#ff9c4a', '#3fd0a4', '#ee9fc8', '#e8c34a', '#9ad4f7', '#b794e0', '#b5b5b5'],
  ramp: viridis.slice(2), good: ['#5ab4f0', '#4a90c8', '#41719c', '#3d5266', '#6b4d38', '#a86a3a', '#ff9c4a'],
};

export function themeOf(state) {
  const asked = state.get('theme', null, ['light', 'dark']);
  return (asked ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark' ? dark : light;
}

export const printTheme = light;

// Beyond the chosen colours, hues that lie far from their neighbours.
export const category = (theme, index) => index < theme.categories.length ? theme.categories[index] : `hsl(${Math.round(index * 137.508) % 360}, 60%, ${theme.name === 'dark' ? 68 : 42}%)`;

// The colour of one of so many ordered things.
export function ordered(theme, index, among) {
  const at = among < 2 ? 0.4 : index / (among - 1);
  const place = at * (theme.ramp.length - 1);
  const low = Math.min(theme.ramp.length - 2, Math.floor(place));
  return mix(theme.ramp[low], theme.ramp[low + 1], place - low);
}

function mix(from, to, share) {
  const parts = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return '#' + a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, '0')).join('');
}
