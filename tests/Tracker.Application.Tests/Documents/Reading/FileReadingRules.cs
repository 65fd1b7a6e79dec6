using System.Text;
using Tracker.Application.Documents.Reading;
using Tracker.Domain;

namespace Tracker.Application.Tests.Documents.Reading;

public class FileReadingRules
{
    private static string RuleOf(byte[] content, string name = "statement.docx") => Assert.Throws<RefusedException>(() => FileReading.Read(content, name)).Refusals[0].Rule;

    public static TheoryData<string, byte[], FileKind> Kinds => new()
    {
        { "page.pdf", Encoding.UTF8.GetBytes("1. We noted the fund."), FileKind.Text },
        { "text.txt", Files.Word(Files.P("1. We noted the fund.")), FileKind.Word },
        { "text.docx", Files.Pdf([Files.Lines("1. We noted the fund.")]), FileKind.Pdf },
        { "text", Encoding.UTF8.GetBytes("<!DOCTYPE html><body><p>1. We noted the fund.</p></body>"), FileKind.Html },
        { "fragment.txt", Encoding.UTF8.GetBytes("<p>1. We noted the fund.</p>"), FileKind.Html },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_decides_and_not_the_name(string name, byte[] content, FileKind kind)
    {
        var read = FileReading.Read(content, name);

        Assert.Equal((kind, "1. We noted the fund."), (read.Kind, read.Text));
        Assert.Empty(read.Remarks);
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("Tromsø – “협력”") },
        { "UTF-8 with its mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes("Tromsø – “협력”")] },
        { "UTF-16, small end first", [0xff, 0xfe, .. Encoding.Unicode.GetBytes("Tromsø – “협력”")] },
        { "UTF-16, big end first", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes("Tromsø – “협력”")] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_is_read_in_its_encoding(string how, byte[] content) => Assert.Equal((how, "Tromsø – “협력”", 0), (how, FileReading.Read(content, "t.txt").Text, FileReading.Read(content, "t.txt").Remarks.Count));

    [Fact]
    public void Text_of_an_old_program_is_read_and_said_to_be_guessed()
    {
        var read = FileReading.Read([.. "Troms"u8, 0xf8, .. " "u8, 0x93, .. "x"u8, 0x94], "t.txt");

        Assert.Equal("Tromsø “x”", read.Text);
        Assert.Contains("Windows-1252", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Assert.Equal("file.kind", RuleOf([0x89, .. "PNG"u8, 0, 0, 0, 13]));
        Assert.Equal("file.kind", RuleOf([.. Enumerable.Range(1, 255).Select(n => (byte)n)]));
        Assert.Equal("file.kind", RuleOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
        Assert.Equal("file.kind", RuleOf([.. "{\\rtf1 We noted}"u8]));
        Assert.Equal("file.kind", RuleOf(Files.Zip(("picture.png", [1, 2, 3]))));
        Assert.Equal("file.empty", RuleOf([]));
        Assert.Equal("file.empty", RuleOf([.. " \n\t "u8]));
    }

    [Fact]
    public async Task No_more_is_taken_than_a_file_may_have()
    {
        Assert.Equal("file.too-large", RuleOf(new byte[FileReading.MostBytes + 1]));
        using var endless = new Endless();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => FileReading.ReadAsync(endless, "t.txt", TestContext.Current.CancellationToken));

        Assert.Equal("file.too-large", refused.Refusals[0].Rule);
        Assert.InRange(endless.Taken, FileReading.MostBytes, FileReading.MostBytes + 200_000);
    }

    [Fact]
    public async Task A_file_that_comes_in_small_pieces_is_read_whole()
    {
        var random = new Random(43);
        var content = Files.Word(string.Concat(Enumerable.Range(0, 600).Select(_ => Files.P(new string([.. Enumerable.Range(0, 900).Select(_ => (char)random.Next('a', 'z'))])))));
        using var pieces = new Pieces(content);

        var read = await FileReading.ReadAsync(pieces, "statement.docx", TestContext.Current.CancellationToken);

        Assert.InRange(content.Length, 200_000, 400_000);
        Assert.Equal(FileReading.Read(content, "statement.docx", TestContext.Current.CancellationToken).Text, read.Text);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused()
    {
        var (fits, tooLong) = (new string('a', FileReading.MostCharacters), new string('a', FileReading.MostCharacters + 1));

        Assert.Equal(fits.Length, FileReading.Read(Encoding.UTF8.GetBytes(fits), "t.txt").Text.Length);
        Assert.Equal("file.too-long", RuleOf(Encoding.UTF8.GetBytes(tooLong)));
        Assert.Equal("file.too-long", RuleOf(Encoding.UTF8.GetBytes($"<html><p>{tooLong}")));
        Assert.Equal("file.too-long", RuleOf(Files.Word(Files.P(tooLong))));
        Assert.Equal("file.too-long", RuleOf(Files.Pdf([Files.Lines(tooLong)])));
    }

    [Fact]
    public void Reading_stops_when_it_is_told_to()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => FileReading.Read(Files.Word(Files.P("We noted.")), "t.docx", stopped.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => FileReading.Read(Files.Pdf([Files.Lines("We noted.")]), "t.pdf", stopped.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => FileReading.Read([.. "<html><p>We noted."u8], "t.html", stopped.Token));
    }

    private static readonly Dictionary<string, Func<byte[]>> Long = new()
    {
        ["long.docx"] = () => Files.Word(string.Concat(Enumerable.Repeat(Files.P("We noted."), 20_000))),
        ["long.pdf"] = () => Files.Pdf(Enumerable.Repeat(Files.Lines("We noted the fund of the ports."), 900)),
        ["long.html"] = () => Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Repeat("<p>We noted.</p>", 50_000))),
    };

    [Theory]
    [InlineData("long.docx")]
    [InlineData("long.pdf")]
    [InlineData("long.html")]
    public void Reading_is_given_up_when_its_time_is_over_and_the_file_is_named(string name)
    {
        var content = Long[name]();
        var refused = Assert.Throws<RefusedException>(() => FileReading.Read(content, name, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));

        Assert.Equal("file.time", Assert.Single(refused.Refusals).Rule);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(FileReading.Read(content, name, TestContext.Current.CancellationToken).Text);
    }

    [Fact]
    public void A_name_in_a_message_is_short_and_plain()
    {
        var message = Assert.Throws<RefusedException>(() => FileReading.Read([], $"C:\\secret\\{new string('a', 300)}\u202e\u0000.txt")).Message;

        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', message);
        Assert.InRange(message.Length, 100, 300);
    }

    private sealed class Pieces(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public long Taken { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'a');
            Taken += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
