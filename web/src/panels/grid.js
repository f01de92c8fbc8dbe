// Small charts side by side in one canvas, one per module, with one scale.

export function cells(count, width, { columns = Math.min(count, Math.max(1, Math.floor(width / 210))), gapX = 14, left = 52, right = 14, top = 30, rowGap = 46, bottom = 34, height }) {
  const rows = Math.ceil(count / columns);
  const cellWidth = (width - left - right - gapX * (columns - 1)) / columns;
  const cellHeight = (height - top - bottom - rowGap * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => ({
    left: left + (i % columns) * (cellWidth + gapX),
    top: top + Math.floor(i / columns) * (cellHeight + rowGap),
    width: cellWidth,
    height: cellHeight,
    isFirst: i % columns === 0,
    isLast: i >= count - columns,
  }));
}

export const columnsFor = (count, runs) => Math.min(count, runs > 2 ? 2 : runs === 2 ? 3 : 6);

export const heightFor = (count, columns, cell = 120, rowGap = 46) => 30 + 34 + Math.ceil(count / columns) * cell + (Math.ceil(count / columns) - 1) * rowGap;
