import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } from 'mediabunny';
import { paintPicture } from './image/picture.ts';
import type { MediaSpec } from './media-spec.ts';
import { vp8FrameOf } from './webp-frame.ts';

const FRAMES_PER_SECOND = 12;
const WEBP_QUALITY = 58;

type VideoSpec = MediaSpec & { kind: 'video' };

/** A WebM clip of VP8 key frames, so that a player may seek to any of them. */
export async function renderVideo(spec: VideoSpec): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const track = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(track, { frameRate: FRAMES_PER_SECOND });
  await output.start();
  const frames = Math.round(spec.seconds * FRAMES_PER_SECOND);
  for (let frame = 0; frame < frames; frame += 1) {
    const time = frame / FRAMES_PER_SECOND;
    const packet = new EncodedPacket(await frameAt(spec, time), 'key', time, 1 / FRAMES_PER_SECOND);
    await track.add(packet, { decoderConfig: { codec: 'vp8', codedWidth: spec.width, codedHeight: spec.height } });
  }
  await output.finalize();
  if (target.buffer === null) throw new TypeError('the muxer gave no bytes');
  return new Uint8Array(target.buffer);
}

async function frameAt(spec: VideoSpec, time: number): Promise<Uint8Array> {
  const canvas = await paintPicture({ ...spec, time, grain: false });
  return vp8FrameOf(await canvas.encode('webp', WEBP_QUALITY));
}
