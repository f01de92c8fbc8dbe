import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label } from '../format.js';
import { category } from '../theme.js';

const mostTerms = 10;

// Which parameters matter: the share of the variance of the outcome that each explains, and two of them together.
export function importanceSection(model, theme, name) {
  const wanted = model.importance.filter(one => one.outcome === name || one.outcome === 'diverged');
  if (wanted.length === 0) return null;
  return h('section', { class: 'importance' }, h('h2', {}, 'Importance of parameters'),
    h('p', { class: 'note' }, 'Functional analysis of variance over the complete grid: the share of the variance of all runs that a parameter explains alone, or two of them beyond that (×).'),
    h('div', { class: wanted.length > 1 ? 'row of2' : 'row' }, wanted.map(one => one.reason === '' ? chart(one, theme) : h('p', {}, h('strong', {}, titleOf(one)), `: not computed, because ${one.reason}.`))));
}

const titleOf = one => one.outcome === 'diverged' ? 'Whether a run diverged or exploded' : one.outcome;

function chart(one, theme) {
  const terms = [...one.terms.slice(0, mostTerms).map(term => [term.parameters.join(' × '), term.share]), ...(one.terms.length > mostTerms ? [['smaller terms', one.terms.slice(mostTerms).reduce((sum, term) => sum + term.share, 0)]] : []),
    ...(one.rest > 0 ? [['three or more together', one.rest]] : []), ...(one.seeds > 0 ? [['seeds', one.seeds]] : [])];
  const percent = share => share > 0 && share < 0.0005 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`;
  return figure({
    title: titleOf(one), note: [`${one.runs} runs`, one.leftOut.length > 0 && `without ${one.leftOut.join(', ')}, where runs have no value`].filter(Boolean).join('; '),
    description: `Importance for ${titleOf(one)}: ${terms.map(([name, share]) => `${name} ${percent(share)}`).join(', ')}.`, height: 50 + 26 * terms.length, theme,
    option: themeNow => ({
      grid: { left: 190, right: 64, top: 4, bottom: 24 },
      tooltip: { trigger: 'item', formatter: event => `${label(terms[event.dataIndex][0])}: ${percent(terms[event.dataIndex][1])}` },
      xAxis: { type: 'value', min: 0, max: 1, ...axisStyle(themeNow), axisLabel: { ...axisStyle(themeNow).axisLabel, formatter: value => `${Math.round(100 * value)} %` } },
      yAxis: { type: 'category', inverse: true, data: terms.map(([name]) => label(name)), ...axisStyle(themeNow), axisLabel: { color: themeNow.text, fontSize: 12, width: 180, overflow: 'truncate' } },
      series: [{ type: 'bar', barMaxWidth: 16, data: terms.map(([, share], i) => ({ value: share, itemStyle: { color: i < Math.min(one.terms.length, mostTerms) ? category(themeNow, 0) : themeNow.faint } })), label: { show: true, position: 'right', color: themeNow.text, fontSize: 11, formatter: event => percent(event.value) } }],
    }),
    table: () => ({ header: ['parameters', 'share of the variance'], rows: [...one.terms.map(term => [term.parameters.join(' × '), term.share]), ['three or more together', one.rest], ['seeds', one.seeds]] }),
  });
}
