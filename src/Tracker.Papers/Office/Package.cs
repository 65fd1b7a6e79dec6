using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;

namespace Tracker.Papers.Office;

/// <summary>An Open Packaging file (ISO/IEC 29500-2), written part by part without looking back.</summary>
/// <remarks>
/// Every entry bears the same time, so that equal parts give equal bytes; the target is never asked to seek, so that
/// they do so whatever it is.
/// </remarks>
internal sealed class Package(Stream to) : IDisposable
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip = new(new OneWay(to), ZipArchiveMode.Create, leaveOpen: true);

    public void Dispose() => _zip.Dispose();

    public void Add(string part, string xml)
    {
        using var stream = Open(part);
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }

    public XmlWriter Begin(string part) => XmlWriter.Create(Open(part), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });

    /// <summary>The types of the parts, the properties of the file and where its content begins.</summary>
    public void AddFrame(Paper paper, string main, IEnumerable<(string Part, string Type)> parts)
    {
        var types = string.Concat(parts.Select(p => $"""<Override PartName="/{p.Part}" ContentType="{p.Type}"/>"""));
        Add("[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{types}</Types>""");
        Add("_rels/.rels", RelationshipsOf([("rId1", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", main, false), ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", false)]));
        var at = paper.KnownAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        Add("docProps/core.xml", $"""<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escape(paper.Title)}</dc:title><dc:subject>{Escape(paper.AsOfLine)}</dc:subject><dc:creator>{Escape(paper.Creator)}</dc:creator><dc:identifier>{paper.ContentHash}</dc:identifier><dc:language>{Escape(paper.Language)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>""");
    }

    public static string RelationshipsOf(IEnumerable<(string Id, string Type, string Target, bool IsExternal)> relationships) =>
        $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(relationships.Select(r => $"""<Relationship Id="{r.Id}" Type="{r.Type}" Target="{Escape(r.Target)}"{(r.IsExternal ? " TargetMode=\"External\"" : "")}/>"""))}</Relationships>""";

    public static string Escape(string text) => SecurityElement.Escape(Writing.Clean(text));

    private Stream Open(string part)
    {
        var entry = _zip.CreateEntry(part, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        entry.ExternalAttributes = 0;
        return entry.Open();
    }

    /// <summary>A stream that can only be written on.</summary>
    private sealed class OneWay(Stream to) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => to.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => to.Write(buffer, offset, count);
        public override void Write(ReadOnlySpan<byte> buffer) => to.Write(buffer);
    }
}
