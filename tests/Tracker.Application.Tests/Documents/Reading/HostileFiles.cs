using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Tracker.Application.Documents.Reading;
using Tracker.Domain;
using Tracker.Domain.Documents;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Alone, since it measures time and memory.</summary>
[CollectionDefinition(nameof(HostileFiles), DisableParallelization = true)]
public class HostileFilesAlone;

/// <summary>No file stops the application: each is read or refused, in time and within bounds, with a message that says what and where.</summary>
[Collection(nameof(HostileFiles))]
public class HostileFiles
{
    /// <summary>Ten times what the slowest takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>In bytes; what the dearest asks for, and half as much again.</summary>
    private const long MostAllocated = 1_500_000_000;

    /// <summary>Reads a file and what it says; null where it is read, else the rule against it.</summary>
    internal static string? RuleOf(string what, byte[] content, bool isReadFurther = true)
    {
        var (watch, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        string? rule = null;
        try
        {
            var read = FileReading.Read(content, what);
            Assert.InRange(read.Text.Length, 1, FileReading.MostCharacters);
            if (isReadFurther)
            {
                ReadFurther(read.Text);
            }
        }
        catch (RefusedException refused)
        {
            rule = refused.Refusals[0].Rule;
            Assert.StartsWith("file.", rule, StringComparison.Ordinal);
            Assert.NotEqual("file.time", rule);
            Assert.InRange(refused.Message.Length, 40, 600);
            Assert.DoesNotContain('\n', refused.Message);
        }

        Assert.True(watch.Elapsed < Longest, $"{what} took {watch.Elapsed}.");
        var allocated = GC.GetTotalAllocatedBytes() - before;
        Assert.True(allocated < MostAllocated, $"{what} asked for {allocated:N0} bytes.");
        return rule;
    }

    private static void ReadFurther(string text)
    {
        foreach (var part in TextReading.Read(text))
        {
            foreach (var (start, end) in SentenceReading.Sentences(part.Words))
            {
                Assert.InRange(start, 0, end - 1);
            }

            SentenceReading.Read(part.Words);
            NameReading.Names(part.Words);
            FactReading.Sums(part.Words);
            FactReading.Dates(part.Words, new(2031, 5, 3));
        }
    }

    internal static string Times(string words, int times) => string.Concat(Enumerable.Repeat(words, times));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static readonly Dictionary<string, byte[]> Good = new()
    {
        ["text"] = Utf8("CHAIR’S STATEMENT\n\n1. We noted the Tides Fund (TF) of USD 5 million.\n\n2. Ministers agreed to meet in May 2031.\n"),
        ["UTF-16"] = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("1. We noted the fund.\n\n2. We agreed to meet in 2031.\n")],
        ["page"] = Utf8("<!doctype html><html><head><meta charset=utf-8><title>T</title></head><body><nav>Home</nav><main><h1>Statement</h1><ol start=3><li>We noted &amp; agreed.</li><li>We <b>met</b>.</li></ol><table><tr><td>1.1</td><td>Talks</td></tr></table></main></body></html>"),
        ["Word"] = Word(P("We noted.", Num(1)) + P("We agreed.", Num(1)) + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1.1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"),
        ["PDF"] = Pdf([Lines("1. We noted the fund", "of the ports.", "", "2. We agreed."), Lines("3. We parted.")]),
        ["packed PDF"] = Pdf([Lines("1. We noted the fund", "of the ports.", "", "2. We agreed."), Lines("3. We parted.")], isPacked: true),
    };

    public static TheoryData<string> Names => [.. Good.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cut_files_are_read_or_refused(string name)
    {
        var good = Good[name];
        for (var n = 0; n < 80; n++)
        {
            RuleOf($"{name}, cut {n}", good[..(good.Length * n / 80)]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_with_other_bytes_are_read_or_refused(string name)
    {
        var random = new Random(31);
        for (var n = 0; n < 120; n++)
        {
            var changed = (byte[])Good[name].Clone();
            for (var k = random.Next(1, 20); k > 0; k--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            RuleOf($"{name}, bytes {n}", changed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_with_other_numbers_and_pieces_twice_are_read_or_refused(string name)
    {
        var random = new Random(37);
        for (var n = 0; n < 80; n++)
        {
            var changed = Array.ConvertAll(Good[name], b => char.IsAsciiDigit((char)b) && random.Next(30) == 0 ? (byte)random.Next('0', '9' + 1) : b);
            var (at, length) = (random.Next(changed.Length), random.Next(200));
            RuleOf($"{name}, piece {n}", [.. changed[..Math.Min(changed.Length, at + length)], .. changed[at..]]);
        }
    }

    [Fact]
    public void Random_bytes_are_no_document()
    {
        var random = new Random(41);
        byte[][] signatures = [[], [.. "%PDF-1.7\n"u8], [.. "PK\u0003\u0004"u8], [.. "<html>"u8], [0xff, 0xfe], [0xef, 0xbb, 0xbf]];
        for (var n = 0; n < 300; n++)
        {
            var content = new byte[random.Next(1, 5000)];
            random.NextBytes(content);
            var signature = signatures[n % signatures.Length];

            var rule = RuleOf($"random {n}", [.. signature, .. content]);

            Assert.True(signature.Length is not (0 or 4 or 9) || content.Length < 20 || rule is "file.kind" or "file.broken", $"Random bytes {n} were read ({rule}).");
        }
    }

    [Fact]
    public void Archives_that_unpack_to_more_than_a_document_are_refused()
    {
        Assert.Equal("file.archive", RuleOf("flat", Zip(("word/document.xml", Utf8($"<w:document xmlns:w=\"{W}\"><w:body>{new string(' ', 60_000_000)}")))));
        Assert.Equal("file.archive", RuleOf("many", Zip([("word/document.xml", Utf8("<a/>")), .. Enumerable.Range(0, 3_000).Select(n => ($"word/{n}.xml", Utf8("<a/>")))])));
        Assert.Equal("file.archive", RuleOf("elements", Zip(("word/document.xml", Utf8($"<w:document xmlns:w=\"{W}\"><w:body>{Times("<w:p/>", 3_000_000)}")))));
        Assert.Equal("file.broken", RuleOf("twice", Zip(("word/document.xml", Utf8("<a/>")), ("word/document.xml", Utf8("<b/>")))));
    }

    [Fact]
    public void What_an_archive_says_of_its_sizes_is_not_believed()
    {
        var bomb = Zip(("word/document.xml", Utf8($"<w:document xmlns:w=\"{W}\"><w:body>{new string(' ', 60_000_000)}")));
        var directory = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        foreach (var size in new[] { 0u, 10u, 1_000u, 4_000_000_000u })
        {
            BitConverter.TryWriteBytes(bomb.AsSpan(directory + 24), size);
            Assert.NotNull(RuleOf($"size {size}", bomb));
        }

        // Another name for the same bytes.
        var good = WordOf($"<w:document xmlns:w=\"{W}\"><w:body>{P("We noted.")}</w:body></w:document>");
        var start = good.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var end = good.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        byte[] entry = [.. good[start..end]];
        "word/docoment.xml"u8.CopyTo(entry.AsSpan(46));
        byte[] tail = [.. good[end..]];
        BitConverter.TryWriteBytes(tail.AsSpan(8), (ushort)2);
        BitConverter.TryWriteBytes(tail.AsSpan(10), (ushort)2);
        BitConverter.TryWriteBytes(tail.AsSpan(12), (uint)(entry.Length * 2));
        RuleOf("overlapping", [.. good[..end], .. entry, .. tail]);
    }

    [Fact]
    public void Parts_that_lie_too_deep_in_one_another_are_refused()
    {
        string Document(string body) => $"<w:document xmlns:w=\"{W}\"><w:body>{body}";
        Assert.Equal("file.depth", RuleOf("deep", WordOf(Document(Times("<w:p>", 100_000)))));
        Assert.Equal("file.depth", RuleOf("tables", WordOf(Document(Times("<w:tbl><w:tr><w:tc>", 20_000)))));
        Assert.Equal("file.broken", RuleOf("entities", WordOf("<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Document("&b;"))));
        Assert.Equal("file.archive", RuleOf("attribute", WordOf(Document("<w:p w:a=\"" + new string('a', 5_000_000)))));
    }

    public static TheoryData<string> Pages => [.. HostilePages.ByName.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Hostile_pages_are_read_or_refused(string what)
    {
        var (expected, content) = HostilePages.ByName[what];

        Assert.Equal(expected, RuleOf(what, Utf8(HostilePages.Before + content())));
    }

    [Theory]
    [InlineData("comment")]
    [InlineData("script")]
    [InlineData("attribute")]
    public void What_never_ends_on_a_page_is_none_of_its_words(string what) =>
        Assert.Equal("We noted.", FileReading.Read(Utf8(HostilePages.Before + HostilePages.ByName[what].Content()), what).Text);

    [Theory]
    [InlineData("<div>", 199, null)]
    [InlineData("<div>", 220, "file.depth")]
    [InlineData("<br>", 299_000, null)]
    [InlineData("<br>", 301_000, "file.elements")]
    public void A_page_may_be_as_deep_and_have_as_many_elements_as_is_said(string element, int times, string? rule) =>
        Assert.Equal(rule, RuleOf($"{times} {element}", Utf8(HostilePages.Before + Times(element, times) + "x")));

    public static TheoryData<string> Pdfs => [.. HostilePdfs.ByName.Keys];

    [Theory]
    [MemberData(nameof(Pdfs))]
    public void Hostile_PDFs_are_read_or_refused(string what)
    {
        var (expected, content) = HostilePdfs.ByName[what];

        var rule = RuleOf(what, content());

        Assert.True(expected == "any" || rule == expected, $"{what}: {rule}");
    }

    [Fact]
    public void One_part_of_a_PDF_a_thousand_times_is_refused()
    {
        var content = Pdf([Times("q Q ", 500_000)]).Replace("/Contents 5 0 R", $"/Contents [{Times("5 0 R ", 1_000)}]");

        Assert.Equal("file.archive", RuleOf("one part a thousand times", content));
    }

    [Fact]
    public void A_tree_of_pages_may_be_as_deep_as_its_file_is_large()
    {
        var tree = string.Join("~~", Enumerable.Range(6, 100_000).Select(n => $"<</Kids[{n + 1} 0 R]>>"));

        RuleOf("a deep tree", Pdf([""], objects: tree).Replace("/Kids [4 0 R]", "/Kids [6 0 R]"));
    }

    internal static readonly Dictionary<string, Func<string>> TextsByName = new()
    {
        ["lines"] = () => new string('\n', 900_000) + "x",
        ["one word"] = () => new string('a', 900_000),
        ["numbers"] = () => Times("1. ", 100_000),
        ["digits"] = () => new string('9', 300_000),
        ["right to left"] = () => Times("\u202e1. שלום \u202d We noted.\u2066\n", 5_000),
        ["controls"] = () => Times("1. We\u0001\u0007\u001b[2J noted.\n\n", 3_000),
        ["marks"] = () => "1. We noted " + Times("\u0301", 100_000),
        ["joined"] = () => Times("👨‍👩‍👧‍👦", 20_000),
        ["money"] = () => "1. We gave " + Times("USD 999999999999999999999999.99 million ", 1_000),
        ["dates"] = () => "1. We met on " + Times("31 February 9999 and 99 May 2031, ", 10_000),
        ["names"] = () => "1. " + Times("Fund of Ports and the ", 10_000),
        ["brackets"] = () => "1. We noted " + new string('(', 100_000),
        ["quotes"] = () => "1. We noted " + new string('“', 100_000),
        ["markup"] = () => Times("1. <img src=x onerror=alert(1)> We noted {{x}} ${y} %n.\n\n", 3_000),
        ["formulas"] = () => Times("=HYPERLINK(\"x\")\n", 10_000),
    };

    public static TheoryData<string> Texts => [.. TextsByName.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_texts_are_read_or_refused(string what)
    {
        var text = TextsByName[what]();

        RuleOf(what, Utf8(text));
        RuleOf(what + " in UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text), 0x00]);
    }

    [Fact]
    public void Wrong_encodings_and_half_characters_are_read_or_refused()
    {
        Assert.Equal("file.kind", RuleOf("NULs", Utf8("1. We\0noted.")));
        Assert.Null(RuleOf("half a character", [0xff, 0xfe, .. "1\0.\0 \0W\0e\0"u8, 0x00, 0xd8, .. " \0n\0o\0t\0e\0d\0.\0"u8]));
        Assert.Null(RuleOf("cut in a character", Utf8("1. We noted the fünd.")[..^5]));
        Assert.Null(RuleOf("an encoding that is none", Utf8("<html><meta charset=\"x-no-such\"><body>We noted.")));
        Assert.Null(RuleOf("an encoding that is dangerous", Utf8("<html><meta charset=\"utf-7\"><body>We noted +ADw-script+AD4-.")));
    }
}
