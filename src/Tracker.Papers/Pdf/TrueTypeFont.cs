using System.Buffers.Binary;
using System.Reflection;

namespace Tracker.Papers.Pdf;

/// <summary>A TrueType font: which glyph a character has, how wide it is, and a smaller font of some of its glyphs.</summary>
/// <remarks>Tables as in the OpenType specification 1.9. Only what a PDF needs is read, and only fonts of ours.</remarks>
internal sealed class TrueTypeFont
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _widths;
    private readonly bool _longOffsets;

    public TrueTypeFont(string name)
    {
        Name = name;
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        _data = new byte[resource.Length];
        resource.ReadExactly(_data);
        for (var n = 0; n < UShort(4); n++)
        {
            var entry = 12 + 16 * n;
            _tables[System.Text.Encoding.ASCII.GetString(_data, entry, 4)] = ((int)UInt(entry + 8), (int)UInt(entry + 12));
        }

        UnitsPerEm = UShort(At("head") + 18);
        Box = [.. Enumerable.Range(0, 4).Select(n => PerMille(Short(At("head") + 36 + 2 * n)))];
        Ascent = PerMille(Short(At("hhea") + 4));
        Descent = PerMille(Short(At("hhea") + 6));
        CapHeight = PerMille(Short(At("OS/2") + 88));
        _widths = UShort(At("hhea") + 34);
        _longOffsets = UShort(At("head") + 50) == 1;
        GlyphCount = UShort(At("maxp") + 4);
        ReadCharacters();
        UseTabularFigures();
    }

    public string Name { get; }
    public int UnitsPerEm { get; }
    public int GlyphCount { get; }

    /// <summary>These and all widths are in thousandths of the font's size.</summary>
    public IReadOnlyList<int> Box { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }

    /// <summary>The glyph of a character, 0 where the font has none.</summary>
    public ushort GlyphOf(int character) => _glyphs.GetValueOrDefault(character);

    public int WidthOf(ushort glyph) => PerMille(UShort(At("hmtx") + 4 * Math.Min(glyph, _widths - 1)));

    /// <summary>A font file in which only these glyphs, and those they are made of, have an outline; glyphs keep their numbers.</summary>
    public byte[] SubsetOf(IEnumerable<ushort> glyphs)
    {
        HashSet<ushort> kept = [];
        Stack<ushort> open = new(glyphs.Append((ushort)0));
        while (open.TryPop(out var glyph))
        {
            if (kept.Add(glyph))
            {
                foreach (var part in PartsOf(glyph))
                {
                    open.Push(part);
                }
            }
        }

        using var outlines = new MemoryStream();
        var offsets = new byte[4 * (GlyphCount + 1)];
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)outlines.Length);
            if (kept.Contains((ushort)glyph))
            {
                var (start, end) = OutlineOf(glyph);
                outlines.Write(_data, start, end - start);
                outlines.Write(new byte[(4 - outlines.Length % 4) % 4]);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * GlyphCount), (uint)outlines.Length);
        var head = Table("head");
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var widths = Table("hmtx");
        for (var glyph = 0; glyph < _widths - 1; glyph++)
        {
            if (!kept.Contains((ushort)glyph))
            {
                widths.AsSpan(4 * glyph, 4).Clear();
            }
        }

        return FileOf([.. Kept.Where(_tables.ContainsKey).Select(name => (name, name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => offsets,
            "head" => head,
            "hmtx" => widths,
            _ => Table(name),
        }))]);
    }

    private static byte[] FileOf(IReadOnlyList<(string Name, byte[] Data)> tables)
    {
        using var file = new MemoryStream();
        var power = (int)Math.Log2(tables.Count);
        Write(0x00010000, 4);
        Write((uint)tables.Count, 2);
        Write(16u << power, 2);
        Write((uint)power, 2);
        Write((uint)tables.Count * 16 - (16u << power), 2);
        var offset = 12 + 16 * tables.Count;
        foreach (var (name, data) in tables)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(name));
            Write(SumOf(data), 4);
            Write((uint)offset, 4);
            Write((uint)data.Length, 4);
            offset += (data.Length + 3) / 4 * 4;
        }

        foreach (var (_, data) in tables)
        {
            file.Write(data);
            file.Write(new byte[(4 - data.Length % 4) % 4]);
        }

        return file.ToArray();

        void Write(uint value, int bytes)
        {
            while (bytes-- > 0)
            {
                file.WriteByte((byte)(value >> (8 * bytes)));
            }
        }
    }

    private static uint SumOf(byte[] data)
    {
        var sum = 0u;
        for (var n = 0; n < data.Length; n++)
        {
            sum += (uint)data[n] << (24 - n % 4 * 8);
        }

        return sum;
    }

    private (int Start, int End) OutlineOf(int glyph)
    {
        var (loca, glyf) = (At("loca"), At("glyf"));
        return _longOffsets
            ? (glyf + (int)UInt(loca + 4 * glyph), glyf + (int)UInt(loca + 4 * glyph + 4))
            : (glyf + 2 * UShort(loca + 2 * glyph), glyf + 2 * UShort(loca + 2 * glyph + 2));
    }

    /// <summary>The glyphs that a composite glyph is put together from.</summary>
    private IEnumerable<ushort> PartsOf(ushort glyph)
    {
        var (at, end) = OutlineOf(glyph);
        if (at == end || Short(at) >= 0)
        {
            yield break;
        }

        at += 10;
        int flags;
        do
        {
            flags = UShort(at);
            yield return UShort(at + 2);
            at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
        while ((flags & 0x20) != 0);
    }

    private void ReadCharacters()
    {
        var cmap = At("cmap");
        List<int> subtables = [.. Enumerable.Range(0, UShort(cmap + 2)).Select(n => cmap + (int)UInt(cmap + 8 + 8 * n))];
        foreach (var at in subtables.Where(at => UShort(at) == 4))
        {
            ReadSegments(at);
        }

        foreach (var at in subtables.Where(at => UShort(at) == 12))
        {
            for (var n = 0; n < UInt(at + 12); n++)
            {
                var group = at + 16 + 12 * n;
                for (var c = UInt(group); c <= UInt(group + 4); c++)
                {
                    _glyphs[(int)c] = (ushort)(UInt(group + 8) + c - UInt(group));
                }
            }
        }
    }

    private void ReadSegments(int at)
    {
        var size = UShort(at + 6);
        for (var n = 0; n < size; n += 2)
        {
            var (end, start, delta) = (UShort(at + 14 + n), UShort(at + 16 + size + n), UShort(at + 16 + 2 * size + n));
            var ranges = at + 16 + 3 * size + n;
            for (var c = (int)start; c <= end && c != 0xffff; c++)
            {
                var listed = UShort(ranges) == 0 ? c : UShort(ranges + UShort(ranges) + 2 * (c - start));
                if (listed != 0 && (ushort)(listed + delta) is not 0 and var glyph)
                {
                    _glyphs[c] = glyph;
                }
            }
        }
    }

    /// <summary>Digits take their glyphs of equal width ("tnum"), where the font has such, so that figures stand under one another.</summary>
    private void UseTabularFigures()
    {
        if (!_tables.ContainsKey("GSUB"))
        {
            return;
        }

        var gsub = At("GSUB");
        var features = gsub + UShort(gsub + 6);
        var lookups = gsub + UShort(gsub + 8);
        var record = Enumerable.Range(0, UShort(features)).Select(n => features + 2 + 6 * n).FirstOrDefault(r => UInt(r) == 0x746E756D);
        if (record == 0)
        {
            return;
        }

        var feature = features + UShort(record + 4);
        for (var n = 0; n < UShort(feature + 2); n++)
        {
            var lookup = lookups + UShort(lookups + 2 + 2 * UShort(feature + 4 + 2 * n));
            for (var s = 0; s < UShort(lookup + 4); s++)
            {
                var (type, at) = ((int)UShort(lookup), lookup + UShort(lookup + 6 + 2 * s));
                if (type == 7)
                {
                    (type, at) = (UShort(at + 2), at + (int)UInt(at + 4));
                }

                for (var digit = '0'; type == 1 && digit <= '9'; digit++)
                {
                    if (PlaceIn(at + UShort(at + 2), GlyphOf(digit)) is { } place)
                    {
                        _glyphs[digit] = UShort(at) == 1 ? (ushort)(GlyphOf(digit) + Short(at + 4)) : UShort(at + 6 + 2 * place);
                    }
                }
            }
        }
    }

    /// <summary>Where a coverage table lists a glyph; null where it does not.</summary>
    private int? PlaceIn(int coverage, ushort glyph)
    {
        for (var n = 0; n < UShort(coverage + 2); n++)
        {
            if (UShort(coverage) == 1)
            {
                if (UShort(coverage + 4 + 2 * n) == glyph)
                {
                    return n;
                }
            }
            else if (coverage + 4 + 6 * n is var range && glyph >= UShort(range) && glyph <= UShort(range + 2))
            {
                return UShort(range + 4) + glyph - UShort(range);
            }
        }

        return null;
    }

    private byte[] Table(string name) => _data.AsSpan(_tables[name].Offset, _tables[name].Length).ToArray();
    private int At(string table) => _tables[table].Offset;
    private int PerMille(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm);
    private ushort UShort(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at));
    private short Short(int at) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(at));
    private uint UInt(int at) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at));
}
