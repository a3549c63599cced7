import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  BUILD_DATE,
  FILE_FLAG,
  amxdType,
  type FrozenDevice,
  type FrozenFile,
} from '../../../src/amxd/container/format';
import { freeze } from '../../../src/amxd/container/freeze';
import { patcherOf, thaw } from '../../../src/amxd/container/thaw';

const PATCHER: FrozenFile = {
  name: 'A.amxd',
  type: 'JSON',
  flag: FILE_FLAG.patcher,
  modified: 0xe2000000,
  bytes: Buffer.from('{}\n\0'),
};
const PICTURE: FrozenFile = {
  name: 'logo.svg',
  type: 'svg',
  flag: FILE_FLAG.inside,
  modified: 1,
  bytes: Buffer.from('<svg/>'),
};

/** The device of PATCHER and PICTURE byte by byte, set down by hand from hexdumps of devices that Max froze. */
const BY_HAND = [
  '616d7066 04000000 6d6d6d6d', // ampf, 4, mmmm
  '6d657461 04000000 07000000', // meta, 4, frozen
  '70746368 e6000000', // ptch, 230: little-endian, without these eight bytes
  '6d784063 00000010 000000000000001a', // mx@c, 16, directory at 26
  '7b7d0a00 3c7376672f3e', // {} with NUL, <svg/>
  '646c7374 000000cc', // dlst, 204: big-endian, with these eight bytes
  '64697265 00000060', // dire, 96
  '74797065 0000000c 4a534f4e', // type JSON
  '666e616d 00000010 412e616d 78640000', // fnam A.amxd
  '737a3332 0000000c 00000004', // sz32
  '6f663332 0000000c 00000010', // of32
  '76657273 0000000c 00000000', // vers
  '666c6167 0000000c 00000011', // flag
  '6d646174 0000000c e2000000', // mdat
  '64697265 00000064',
  '74797065 0000000c 73766720', // type svg, padded with a space
  '666e616d 00000014 6c6f676f 2e737667 00000000', // a name of eight letters still ends with a NUL
  '737a3332 0000000c 00000006',
  '6f663332 0000000c 00000014',
  '76657273 0000000c 00000000',
  '666c6167 0000000c 00000000',
  '6d646174 0000000c 00000001',
];

describe('the freezer', () => {
  const device: FrozenDevice = { kind: 'midiEffect', files: [PATCHER, PICTURE] };

  it('writes the bytes that Max writes, so that Live opens the device', () => {
    const expected = fixtureBytes();
    assert.equal(Buffer.from(freeze(device)).toString('hex'), expected.toString('hex'));
  });

  it('is undone by the reader, whatever the files hold', () => {
    fc.assert(
      fc.property(fc.uniqueArray(arbitraryFile, { selector: ({ name }) => name, maxLength: 5 }), (files) => {
        const frozen = { ...device, files: [PATCHER, ...files] };
        const bytes = freeze(frozen);
        const thawed = thaw(bytes);
        assert.deepEqual(plain(thawed), plain(frozen));
        assert.deepEqual(Buffer.from(freeze(thawed)), Buffer.from(bytes));
      }),
      { seed: 909, numRuns: 50 },
    );
  });

  it('writes two files of one name as they are, because Max has frozen such devices and they are read again', () => {
    const twins = { ...device, files: [PATCHER, PICTURE, { ...PICTURE, bytes: Buffer.from('<g/>') }] };
    const bytes = freeze(twins);
    assert.deepEqual(plain(thaw(bytes)), plain(twins));
    assert.deepEqual(Buffer.from(freeze(thaw(bytes))), Buffer.from(bytes));
  });

  it('refuses names outside ASCII and types of more than four letters, which would break the directory', () => {
    const broken = (change: Partial<FrozenFile>): FrozenDevice => ({
      ...device,
      files: [PATCHER, { ...PICTURE, ...change }],
    });
    assert.throws(() => freeze(broken({ name: 'größe.svg' })), /must be ASCII/);
    assert.throws(() => freeze(broken({ type: 'image' })), /not a file type/);
  });

  it('refuses a device that does not begin with its patcher', () => {
    assert.throws(
      () => freeze({ ...device, files: [PICTURE] }),
      /first file of a device must be its patcher/,
    );
  });
});

describe('the reader of frozen devices', () => {
  const bytes = fixtureBytes();

  it('reads the patcher without the NUL that ends it', () => {
    assert.deepEqual(patcherOf(thaw(bytes)), {});
  });

  it('gives frozen devices of older Max back to the byte: with the mark 4, and with a 7 written big-endian', () => {
    for (const mark of ['04000000', '00000007']) {
      const older = Buffer.from(bytes);
      older.write(mark, 20, 'hex');
      assert.deepEqual(patcherOf(thaw(older)), {});
      assert.deepEqual(Buffer.from(freeze(thaw(older))), older, mark);
    }
  });

  it('refuses a device that is not frozen', () => {
    for (const mark of ['00000000', '01000000', '05000000']) {
      const other = Buffer.from(bytes);
      other.write(mark, 20, 'hex');
      assert.throws(() => thaw(other), /meta chunk does not mark it as frozen/);
    }
  });

  it('refuses types and names that are not padded as Max does, since they could not be given back', () => {
    const changed = (from: string, to: string): Buffer =>
      Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
    for (const type of ['svg\0', 'sv\0 ', '    ', '\0\0\0 ', 'sv\xe9 ']) {
      assert.throws(
        () => thaw(changed('svg ', type)),
        /the type of logo.svg is not padded/,
        JSON.stringify(type),
      );
    }
    assert.deepEqual(thaw(changed('svg ', '\0\0\0\0')).files[1]?.type, '');
    assert.deepEqual(thaw(changed('svg ', 'a b ')).files[1]?.type, 'a b');
    assert.throws(() => thaw(changed('logo.svg', 'l\xf6go.svg')), /the name of a file is not ASCII/);
  });

  it('misses no changed byte: it complains, or the change shows in what it read', () => {
    const unnoticed = [...bytes.keys()].filter((at) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      try {
        return Buffer.from(freeze(thaw(damaged))).equals(bytes);
      } catch {
        return false;
      }
    });
    assert.deepEqual(unnoticed, []);
  });

  it('says what does not fit, and where', () => {
    const changed = (at: number, hex: string): Buffer => {
      const other = Buffer.from(bytes);
      other.write(hex, at, 'hex');
      return other;
    };
    // Positions are those of BY_HAND: 32 bytes of header, 16 of block header, 10 of files, then the directory.
    const broken: readonly (readonly [at: number, hex: string, sentence: RegExp])[] = [
      [0, '00', /"ampf" is missing at byte 0/],
      [4, '05', /its ampf chunk has an unknown size/],
      [16, '05', /its meta chunk does not mark it as frozen/],
      [28, 'e7', /its ptch chunk does not end with the file/],
      [39, '11', /its mx@c block begins with an unknown header/],
      [46, 'ff', /its directory lies outside the file/],
      [65, 'cd', /its directory does not end with the file/],
      [73, '5c', /a directory entry has more fields|"of32"|"dire"|impossible size/],
      [73, '08', /impossible size|"type"|"dire"/],
      [81, '08', /its field type has an impossible size/],
      [125, '11', /A.amxd does not begin where the file before it ends/],
      [137, '01', /A.amxd has an unknown version/],
    ];
    for (const [at, hex, sentence] of broken)
      assert.throws(() => thaw(changed(at, hex)), sentence, `byte ${at}`);
    const noNul = { kind: 'midiEffect', files: [{ ...PATCHER, bytes: Buffer.from('{}') }] } as const;
    assert.throws(() => patcherOf(noNul), /its patcher does not end with a NUL/);
    assert.throws(() => patcherOf({ kind: 'midiEffect', files: [] }), /This device has no patcher/);
  });

  it('says in a sentence that a device is cut short', () => {
    for (const length of [0, 20, 40, bytes.length - 1]) {
      assert.throws(() => thaw(bytes.subarray(0, length)), /not a frozen Max for Live device/);
    }
  });
});

describe('the container format', () => {
  it('gives the project type that Max writes for a MIDI effect', () => {
    assert.equal(amxdType('midiEffect'), 1835887981);
  });

  it('knows the letters and the project type of every kind of device', () => {
    const kinds = {
      midiEffect: ['mmmm', 1835887981],
      audioEffect: ['aaaa', 1633771873],
      instrument: ['iiii', 1768515945],
      midiGenerator: ['nagg', 1851877223],
      midiTransformation: ['natt', 1851880564],
    } as const;
    for (const [kind, [letters, number]] of Object.entries(kinds)) {
      const bytes = Buffer.from(freeze({ kind: kind as keyof typeof kinds, files: [PATCHER] }));
      assert.equal(bytes.toString('ascii', 8, 12), letters);
      assert.equal(thaw(bytes).kind, kind);
      assert.equal(amxdType(kind as keyof typeof kinds), number);
    }
    const unknown = fixtureBytes();
    unknown.write('zzzz', 8, 'ascii');
    assert.throws(() => thaw(unknown), /"zzzz" is not a known kind/);
  });

  it('dates every file alike and within 32 bits, so that a rebuild is byte for byte the same', () => {
    assert.equal(BUILD_DATE, 2082844800 + 1767225600);
    assert.ok(BUILD_DATE < 2 ** 32);
  });
});

const arbitraryFile = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9 .-]{0,20}$/),
  type: fc.constantFrom('TEXT', 'JSON', 'svg', 'PNG', ''),
  flag: fc.constantFrom(FILE_FLAG.inside, FILE_FLAG.onDisk),
  modified: fc.nat(),
  bytes: fc.uint8Array({ maxLength: 64 }),
});

function fixtureBytes(): Buffer {
  return Buffer.from(BY_HAND.join('').replaceAll(' ', ''), 'hex');
}

function plain(device: FrozenDevice): unknown {
  return {
    ...device,
    files: device.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes).toString('hex') })),
  };
}
