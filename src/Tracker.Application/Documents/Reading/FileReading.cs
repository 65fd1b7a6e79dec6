using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Tracker.Domain;

namespace Tracker.Application.Documents.Reading;

/// <summary>Reads the text out of a file that somebody brings in (docs/domain.md, Files).</summary>
/// <remarks>
/// Content decides, not the name. Nothing is fetched from anywhere, nothing in a file is run, and what a file says of
/// its own sizes is not believed: everything is bounded while it is read.
/// </remarks>
public static class FileReading
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>The longest text of a file, in characters.</summary>
    public const int MostCharacters = 1_000_000;

    /// <summary>The most pages of a PDF.</summary>
    public const int MostPages = 1_000;

    /// <summary>So deep may the parts of a file lie in one another.</summary>
    public const int MostDepth = 200;

    /// <summary>The most entries of an archive.</summary>
    public const int MostEntries = 2_000;

    /// <summary>The most bytes that an archive may unpack to, all parts together.</summary>
    public const int MostUnpackedBytes = 128 * 1024 * 1024;

    /// <summary>The most bytes that a PDF may unpack to, one page after the other; parts that several pages have count for each.</summary>
    public const int MostUnpackedOfPdf = 512 * 1024 * 1024;

    /// <summary>The most bytes that one part may unpack to.</summary>
    public const int MostUnpackedPart = 24 * 1024 * 1024;

    /// <summary>So many times its packed size may an archive unpack to, above <see cref="UnpackedWithoutRatio"/>.</summary>
    public const int MostRatio = 200;

    /// <summary>Bytes that may be unpacked at any ratio.</summary>
    public const int UnpackedWithoutRatio = 4 * 1024 * 1024;

    /// <summary>The longest time that reading may take.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(20);

    /// <summary>After <see cref="LongestTime"/> reading is told to stop; so much later it is left to itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>So many files are read at a time. A place is free again when reading has really ended, also where it was given up before.</summary>
    internal static readonly SemaphoreSlim Places = new(2, 2);

    /// <summary>So long reading waits for a place.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Only what is used of it is taken. The library for PDF goes down the tree of pages step by step, and a file of 20 MB may have a tree of 600,000 steps.</summary>
    private const int Stack = 512 * 1024 * 1024;

    /// <summary>Reads a file as it is uploaded; no more than <see cref="MostBytes"/> of it are taken.</summary>
    /// <param name="name">As the browser gives it; for messages only.</param>
    /// <exception cref="RefusedException">It is too large, of no kind that can be read, broken, locked or without text; the message says what and where.</exception>
    public static async Task<FileRead> ReadAsync(Stream stream, string name, CancellationToken ct = default)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            content.Write(buffer, 0, read);
            ThrowIfTooLarge(content.Length, name);
        }

        return await Task.Run(() => Read(content.ToArray(), name, ct), ct);
    }

    /// <summary>Reads a file that is in memory already.</summary>
    /// <param name="name">As the browser gives it; for messages only.</param>
    /// <exception cref="RefusedException">It is too large, of no kind that can be read, broken, locked or without text, or others are being read; the message says what and where.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static FileRead Read(byte[] content, string name, CancellationToken ct = default) => Read(content, name, LongestTime, ct);

    /// <param name="longest">So long may it take before it is told to stop.</param>
    /// <inheritdoc cref="Read(byte[], string, CancellationToken)"/>
    internal static FileRead Read(byte[] content, string name, TimeSpan longest, CancellationToken ct)
    {
        ThrowIfTooLarge(content.Length, name);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(longest);
        var stop = limit.Token;
        if (!Places.Wait(Patience, ct))
        {
            throw new RefusedException("file.busy", $"{Shown(name)} was not read: other files are being read at this moment. Bring it in again in a minute.", "File");
        }

        // On a thread of its own: its stack is known to be deep enough for what is read, and a library that does not stop keeps nobody waiting.
        (FileRead? Read, Exception? Failure) result = default;
        var thread = new Thread(Read, Stack) { IsBackground = true, Name = "Reading a file" };
        try
        {
            thread.Start();
        }
        catch
        {
            Places.Release();
            throw;
        }

        var watch = Stopwatch.StartNew();
        while (!thread.Join(100))
        {
            if (watch.Elapsed > longest + Grace)
            {
                throw TooLong(name);
            }
        }

        if (result.Failure is OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw TooLong(name);
        }

        if (result.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return result.Read!;

        void Read()
        {
            try
            {
                result = Attempt(content, name, stop);
            }
            finally
            {
                Places.Release();
            }
        }
    }

    private static (FileRead? Read, Exception? Failure) Attempt(byte[] content, string name, CancellationToken stop)
    {
        try
        {
            var read = ByKind(content, name, stop);
            return string.IsNullOrWhiteSpace(read.Text)
                ? throw new RefusedException("file.empty", $"There is no text in {Shown(name)}. Choose another file, or paste the words of the document.", "File")
                : (read, null);
        }
        catch (Exception refused) when (refused is RefusedException or OperationCanceledException)
        {
            return (null, refused);
        }
        // Whatever it is: left alone on this thread, it would end the application.
        catch (Exception failure)
        {
            // Whatever a library says of a file that it cannot make sense of; in its own words it helps only whoever knows the format.
            var said = failure.Message.ReplaceLineEndings(" ");
            return (null, new RefusedException("file.broken", $"{Shown(name)} is broken and cannot be read ({said[..Math.Min(said.Length, 200)].Trim()}). Open it in the program it was made with, save it again, and bring that in.", "File"));
        }
    }

    private static FileRead ByKind(byte[] content, string name, CancellationToken stop)
    {
        var start = content.AsSpan(0, Math.Min(content.Length, 1024));
        if (start.IndexOf("%PDF-"u8) >= 0)
        {
            return PdfFile.Read(content, stop);
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return WordFile.Read(content, stop);
        }

        if (start is [0xd0, 0xcf, 0x11, 0xe0, ..])
        {
            throw new RefusedException("file.kind", $"{Shown(name)} is a Word document of the old kind (.doc), or one that is locked with a password. Save it as .docx without a password and bring that in.", "File");
        }

        if (start.StartsWith("{\\rtf"u8))
        {
            throw new RefusedException("file.kind", $"{Shown(name)} is a document in rich text (.rtf). Save it as .docx and bring that in.", "File");
        }

        if (PlainText.EncodingOf(content) is not { } encoding)
        {
            throw new RefusedException("file.kind", $"{Shown(name)} is no text, no Word document (.docx), no PDF and no page of the web. Bring in one of these, or paste the words of the document.", "File");
        }

        var text = PlainText.Decoded(content, encoding);
        return HtmlFile.IsHtml(text) ? HtmlFile.Read(HtmlFile.Decoded(content, text), stop) : PlainText.Read(text, encoding);
    }

    private static void ThrowIfTooLarge(long bytes, string name)
    {
        if (bytes > MostBytes)
        {
            throw new RefusedException("file.too-large", string.Create(CultureInfo.InvariantCulture, $"{Shown(name)} has more than {MostBytes / 1024 / 1024} MB. Bring in a smaller one: save it without pictures, or paste the words of the document."), "File");
        }
    }

    /// <exception cref="RefusedException">The text has grown beyond <see cref="MostCharacters"/>.</exception>
    internal static void ThrowIfLonger(int characters)
    {
        if (characters > MostCharacters)
        {
            throw new RefusedException("file.too-long", string.Create(CultureInfo.InvariantCulture, $"The text of the file has more than {MostCharacters:N0} characters. Bring in the part that is the document."), "File");
        }
    }

    private static RefusedException TooLong(string name) =>
        new("file.time", string.Create(CultureInfo.InvariantCulture, $"Reading {Shown(name)} took more than {LongestTime.TotalSeconds:0} seconds and was given up. Save it as plain text and bring that in, or paste the words of the document."), "File");

    /// <summary>A name for a message: short, and without what could turn the message about.</summary>
    private static string Shown(string name)
    {
        var plain = new string([.. Path.GetFileName(name.Replace('\\', '/')).Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format).Take(80)]);
        return plain.Trim().Length == 0 ? "The file" : $"“{plain}”";
    }
}
