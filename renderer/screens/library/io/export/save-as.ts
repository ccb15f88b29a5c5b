/** Hands an address to the browser's download, or on the desktop to the system's dialog for saving. */
export function saveAs(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
