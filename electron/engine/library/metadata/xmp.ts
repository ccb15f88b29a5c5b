import { SOFTWARE, type MadeNote } from './note.ts';

/** The namespace of what only we write and read. It names a format, no page. */
export const NAMESPACE = 'urn:abstrakt-companion:made:1';

/** The note as an XMP packet (ISO 16684-1): title, description, subjects and rating in the standard's own words, the whole as JSON. */
export function xmpOf(note: MadeNote): Buffer {
  const parts = [
    note.prompt !== null && `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(note.prompt)}</rdf:li></rdf:Alt></dc:description>`,
    note.title !== null && `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(note.title)}</rdf:li></rdf:Alt></dc:title>`,
    note.tags.length > 0 && `<dc:subject><rdf:Bag>${note.tags.map((tag) => `<rdf:li>${escaped(tag)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`,
    note.rating !== null && `<xmp:Rating>${note.rating}</xmp:Rating>`,
    `<xmp:CreatorTool>${SOFTWARE}</xmp:CreatorTool>`,
    `<made:note>${escaped(JSON.stringify(note))}</made:note>`,
  ];
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:made="${NAMESPACE}">` +
      `${parts.filter(Boolean).join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
    'utf8',
  );
}

/** Characters XML 1.0 has no way to write are left out (https://www.w3.org/TR/xml/#charsets). */
function escaped(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
