using System.Security.Cryptography;
using System.Text;
using Tracker.Application.Documents.Reading;
using Tracker.Domain;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Archives that are large enough for what they unpack to: only its size is against it. Alone, since they need much memory.</summary>
[Collection(nameof(HostileFiles))]
public class LargeArchives
{
    /// <summary>It cannot be packed, so that the whole may unpack to 200 times as much.</summary>
    private static readonly (string, byte[]) Ballast = ("ballast", RandomNumberGenerator.GetBytes(1024 * 1024));

    /// <summary>A part of so many bytes, with remarks between its beginning and its end.</summary>
    private static byte[] Part(string start, string end, int bytes)
    {
        var part = new byte[bytes];
        var (from, to) = (Encoding.UTF8.GetBytes(start, part), bytes - Encoding.UTF8.GetByteCount(end));
        var remark = Encoding.UTF8.GetBytes($"<!--{new string(' ', 1017)}-->");
        while (from < to)
        {
            var length = Math.Min(remark.Length, to - from);
            (length < remark.Length ? Encoding.UTF8.GetBytes(new string('\n', length)) : remark).CopyTo(part.AsSpan(from));
            from += length;
        }

        Encoding.UTF8.GetBytes(end, part.AsSpan(to));
        return part;
    }

    private static byte[] Document(int bytes) => Part($"<w:document xmlns:w=\"{W}\"><w:body>{P("We noted.")}", "</w:body></w:document>", bytes);

    private static (string Rule, string Message) RefusalOf(params (string, byte[])[] entries)
    {
        var refused = Assert.Throws<RefusedException>(() => FileReading.Read(Zip([.. entries, Ballast]), "large.docx"));
        return (Assert.Single(refused.Refusals).Rule, refused.Message);
    }

    [Fact]
    public void A_part_may_unpack_to_24_MB()
    {
        const int Most = 24 * 1024 * 1024;
        Assert.Equal("We noted.", FileReading.Read(Zip(("word/document.xml", Document(Most)), Ballast), "large.docx").Text);

        var (rule, message) = RefusalOf(("word/document.xml", Document(Most + 1)));

        Assert.Equal("file.archive", rule);
        Assert.Contains("word/document.xml unpacks to more than 24 MB", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_parts_together_may_unpack_to_128_MB()
    {
        const int Large = 23 * 1024 * 1024;
        const string Relation = "<Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        (string, byte[])[] five =
        [
            ("_rels/.rels", Part("<Relationships>", Relation, Large)), ("word/numbering.xml", Part("<numbering>", "</numbering>", Large)), ("word/styles.xml", Part("<styles>", "</styles>", Large)),
            ("word/document.xml", Document(Large)), ("word/footnotes.xml", Part("<footnotes>", "</footnotes>", Large)),
        ];
        Assert.Equal("We noted.", FileReading.Read(Zip([.. five, Ballast]), "large.docx").Text);

        var (rule, message) = RefusalOf([.. five, ("word/endnotes.xml", Part("<endnotes>", "</endnotes>", Large))]);

        Assert.Equal("file.archive", rule);
        Assert.Contains("word/endnotes.xml unpacks to more than 128 MB", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_for_is_not_unpacked() =>
        Assert.Equal("We noted.", FileReading.Read(Zip([("word/document.xml", Document(2_000)), .. Enumerable.Range(0, 6).Select(n => ($"word/media/{n}", Part("", "", 23 * 1024 * 1024))), Ballast]), "large.docx").Text);

    [Fact]
    public void An_archive_may_have_2000_entries()
    {
        byte[] Of(int entries) => Zip([("word/document.xml", Document(2_000)), .. Enumerable.Range(1, entries - 1).Select(n => ($"word/{n}.xml", Array.Empty<byte>()))]);
        Assert.Equal("We noted.", FileReading.Read(Of(2_000), "large.docx").Text);

        var refused = Assert.Throws<RefusedException>(() => FileReading.Read(Of(2_001), "large.docx"));

        Assert.Equal("file.archive", Assert.Single(refused.Refusals).Rule);
        Assert.Contains("2,001 entries", refused.Message, StringComparison.Ordinal);
    }
}
