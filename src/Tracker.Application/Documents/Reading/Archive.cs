using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Tracker.Domain;

namespace Tracker.Application.Documents.Reading;

/// <summary>An archive of XML parts, of which no more is unpacked than is asked for and allowed.</summary>
internal sealed class Archive : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _most;
    private readonly CancellationToken _stop;
    private long _unpacked;
    private int _elements;

    /// <summary>Elements and attributes of all parts that are looked at.</summary>
    private const int MostElements = 2_000_000;

    /// <summary>What writes documents gives an element few; each is compared with all others of its element.</summary>
    private const int MostAttributes = 256;

    public Archive(byte[] content, CancellationToken stop)
    {
        // Counted as they stand in the file, before a single one is made.
        var entries = content.AsSpan().Count("PK\u0001\u0002"u8);
        if (entries > FileReading.MostEntries)
        {
            throw Bomb($"it has {entries.ToString("N0", CultureInfo.InvariantCulture)} entries");
        }

        _most = Math.Min(FileReading.MostUnpackedBytes, Math.Max(FileReading.UnpackedWithoutRatio, (long)content.Length * FileReading.MostRatio));
        _stop = stop;
        _zip = new(new MemoryStream(content, false), ZipArchiveMode.Read);
        foreach (var entry in _zip.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw new RefusedException("file.broken", $"The archive has two entries {Shown(entry.FullName)}; nobody can say which one counts. Open the file in the program it was made with, save it again, and bring that in.", "File");
            }
        }
    }

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>
    /// The elements of a part at a depth (0: the root), each with all that is in it, one after the other. Their names and
    /// those of their attributes are without namespaces, which differ between the dialects of one format.
    /// </summary>
    /// <exception cref="RefusedException">The part is no XML, or larger or deeper than allowed.</exception>
    public IEnumerable<XElement> Elements(string name, int depth)
    {
        using var stream = new Bounded(this, name, _entries[name].Open());
        using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1_000, IgnoreComments = true, IgnoreProcessingInstructions = true });
        while (Next(reader, name))
        {
            while (reader is { NodeType: XmlNodeType.Element } && reader.Depth == depth)
            {
                yield return Whole(reader, name);
            }
        }
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>The element that the reader stands on with all that is in it; the reader stands behind it then.</summary>
    private XElement Whole(XmlReader reader, string name)
    {
        XElement? root = null, open = null;
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > FileReading.MostDepth)
                    {
                        throw new RefusedException("file.depth", $"In {Shown(name)} more than {FileReading.MostDepth} elements lie in one another. That is no document; bring in another file.", "File");
                    }

                    if (reader.AttributeCount > MostAttributes)
                    {
                        throw Bomb($"in {Shown(name)} an element has more than {MostAttributes} attributes");
                    }

                    _elements += 1 + reader.AttributeCount;
                    if (_elements > MostElements)
                    {
                        throw Bomb($"it has more than {MostElements.ToString("N0", CultureInfo.InvariantCulture)} elements and attributes");
                    }

                    var isEmpty = reader.IsEmptyElement;
                    var element = new XElement(reader.LocalName);
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.Name != "xmlns" && reader.Prefix != "xmlns")
                        {
                            element.SetAttributeValue(reader.LocalName, reader.Value);
                        }
                    }

                    reader.MoveToElement();
                    open?.Add(element);
                    root ??= element;
                    open = isEmpty ? open : element;
                    break;
                case XmlNodeType.EndElement:
                    open = open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    open?.Add(new XText(reader.Value));
                    break;
            }
        }
        while (Next(reader, name) && open is not null);
        return root!;
    }

    private bool Next(XmlReader reader, string name)
    {
        _stop.ThrowIfCancellationRequested();
        try
        {
            return reader.Read();
        }
        catch (XmlException wrong)
        {
            throw Broken(name, wrong);
        }
        catch (InvalidDataException wrong)
        {
            throw Broken(name, wrong);
        }
    }

    private static RefusedException Broken(string name, Exception why) =>
        new("file.broken", $"The part {Shown(name)} of the file is broken ({why.Message}) Open the file in the program it was made with, save it again, and bring that in.", "File");

    private static RefusedException Bomb(string what) =>
        new("file.archive", $"The archive is no document: {what}. Bring in another file, or paste the words of the document.", "File");

    private static string Shown(string entry) => new([.. entry.Where(c => !char.IsControl(c)).Take(100)]);

    /// <summary>What an entry unpacks to, counted as it comes and not as the archive says.</summary>
    private sealed class Bounded(Archive archive, string name, Stream inner) : Stream
    {
        private long _part;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            archive._stop.ThrowIfCancellationRequested();
            var read = inner.Read(buffer, offset, count);
            _part += read;
            archive._unpacked += read;
            return _part > FileReading.MostUnpackedPart || archive._unpacked > archive._most
                ? throw Bomb($"its entry {Shown(name)} unpacks to more than {(_part > FileReading.MostUnpackedPart ? FileReading.MostUnpackedPart : archive._most) / 1024 / 1024} MB")
                : read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
