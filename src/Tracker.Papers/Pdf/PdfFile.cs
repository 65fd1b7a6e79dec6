using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tracker.Papers.Pdf;

/// <summary>The objects of a PDF file (ISO 32000-1), written one after another; nothing but their offsets is kept.</summary>
internal sealed class PdfFile
{
    private readonly Stream _to;
    private readonly List<long> _offsets = [0];
    private long _position;

    public PdfFile(Stream to)
    {
        _to = to;
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// <summary>The number of an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count - 1;
    }

    public int Add(string content) => Add(Reserve(), content);

    public int Add(int id, string content)
    {
        _offsets[id] = _position;
        Write(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n{content}\nendobj\n"));
        return id;
    }

    public int AddStream(int id, string entries, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        _offsets[id] = _position;
        Write(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n<<{entries}/Filter/FlateDecode/Length {packed.Length}>>stream\n"));
        _to.Write(packed.GetBuffer(), 0, (int)packed.Length);
        _position += packed.Length;
        Write("\nendstream\nendobj\n");
        return id;
    }

    public void Finish(int catalogue, int info, string id)
    {
        var start = _position;
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets.Skip(1))
        {
            table.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }

        Write(table.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {_offsets.Count}/Root {catalogue} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n").ToString());
        _to.Flush();
    }

    /// <summary>Text of properties and bookmarks: UTF-16, as a hexadecimal string.</summary>
    public static string TextOf(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Writing.Clean(text))) + ">";

    /// <summary>An address, which is ASCII, as a literal string.</summary>
    public static string LiteralOf(string ascii) => "(" + ascii.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)") + ")";

    private void Write(string latin)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        _to.Write(bytes);
        _position += bytes.Length;
    }
}
