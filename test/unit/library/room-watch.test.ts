import { describe, expect, it } from 'vitest';
import { createRoomWatch } from '../../../electron/engine/library/room-watch.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

function watched(first: number) {
  const disk = { free: first, asked: 0, told: 0 };
  const clock = new VirtualClock();
  const freeBytes = async () => {
    disk.asked++;
    if (Number.isNaN(disk.free)) throw new Error('no such disk');
    return disk.free;
  };
  const watch = createRoomWatch({ clock, freeBytes, onChanged: () => disk.told++ });
  const look = async () => {
    watch.look();
    await clock.advance(31_000);
  };
  return { disk, watch, look };
}

describe('the watch on the disk', () => {
  it('tells when room gets low, when it changes, and when there is room again', async () => {
    const { disk, watch, look } = watched(5e9);
    await look();
    expect([watch.low, disk.told]).toEqual([null, 0]);
    disk.free = 1.9e9;
    await look();
    expect([watch.low, disk.told]).toEqual([{ freeBytes: 1.9e9 }, 1]);
    disk.free = 1.85e9;
    await look();
    expect(disk.told).toBe(1);
    disk.free = 1.2e9;
    await look();
    expect([watch.low, disk.told]).toEqual([{ freeBytes: 1.2e9 }, 2]);
    disk.free = 9e9;
    await look();
    expect([watch.low, disk.told]).toEqual([null, 3]);
  });

  it('asks seldom, however much is stored', async () => {
    const { disk, watch, look } = watched(5e9);
    for (let n = 0; n < 100; n++) watch.look();
    await look();
    expect(disk.asked).toBe(1);
  });

  it('says nothing of a disk that cannot be asked', async () => {
    const { disk, watch, look } = watched(Number.NaN);
    await look();
    expect([watch.low, disk.told]).toEqual([null, 0]);
    disk.free = 1e9;
    await look();
    expect(watch.low).toEqual({ freeBytes: 1e9 });
  });
});
