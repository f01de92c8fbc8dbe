import { h } from './dom.js';

// Hands a file to the browser: nothing leaves the page.
export function download(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Text that a spreadsheet would read as a formula begins with an apostrophe, as in exports.
function field(value) {
  if (value === null || value === undefined) return '';
  if (value instanceof Node) value = value.textContent;
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replace(/"/g, '""')}"` : text;
}

export const csv = ({ header, rows }) => [header, ...rows].map(row => row.map(field).join(',')).join('\r\n') + '\r\n';

export const fileName = text => text.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'chart';
