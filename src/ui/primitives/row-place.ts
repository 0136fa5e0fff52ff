/** The row of an id, else the one that has come in its place, or before it. */
export function rowInPlace(root: ParentNode, id: string, place: number): HTMLElement | undefined {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')];
  return rows.find(row => row.dataset.row === id) ?? rows[place] ?? rows.at(-1);
}
