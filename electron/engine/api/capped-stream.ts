/** The same bytes, until there are more than `cap`: then the stream fails, whatever length was announced. */
export function cappedStream(body: ReadableStream<Uint8Array>, cap: number): ReadableStream<Uint8Array> {
  let bytes = 0;
  const gauge = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      bytes += part.byteLength;
      if (bytes > cap) controller.error(new Error('The output is larger than the companion accepts.'));
      else controller.enqueue(part);
    },
  });
  return body.pipeThrough(gauge);
}

/** A stream that ends at once. */
export function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
