const TYPES = { csv: 'text/csv;charset=utf-8', pdf: 'application/pdf' } as const;

/** Hands a file that main made to the person: CSV as text, PDF as Base64. Where it goes, the person chooses. */
export function saveFile(fileName: string, format: keyof typeof TYPES, content: string): void {
  const piece = format === 'pdf' ? Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0)) : content;
  const address = URL.createObjectURL(new Blob([piece], { type: TYPES[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken the file up by then; the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
