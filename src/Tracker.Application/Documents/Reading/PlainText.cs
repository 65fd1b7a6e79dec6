using System.Text;

namespace Tracker.Application.Documents.Reading;

/// <summary>Text in the encodings that documents come in.</summary>
internal static class PlainText
{
    /// <summary>What old programs of Windows write, in which every byte means something.</summary>
    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding Utf8 = new(false, true);

    /// <summary>By its mark, else UTF-8 where it is that, else Windows-1252; null where it is no text.</summary>
    public static Encoding? EncodingOf(ReadOnlySpan<byte> content)
    {
        if (MarkOf(content) == 2)
        {
            return content[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        if (content.Contains((byte)0))
        {
            return null;
        }

        if (IsUtf8(content))
        {
            return Utf8;
        }

        // Text has few characters that control something; pictures and programs are full of them.
        var controls = 0;
        foreach (var b in content)
        {
            controls += b is < 32 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 11 or 12) or 127 ? 1 : 0;
        }

        return controls * 200L > content.Length ? null : Windows1252;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> content) => System.Text.Unicode.Utf8.IsValid(content);

    /// <summary>Without its mark.</summary>
    public static string Decoded(ReadOnlySpan<byte> content, Encoding encoding)
    {
        return encoding.GetString(content[MarkOf(content)..]);
    }

    /// <summary>The bytes at the beginning that say how the others are to be read; 0 where there are none.</summary>
    public static int MarkOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xef, 0xbb, 0xbf, ..] => 3,
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => 2,
        _ => 0,
    };

    public static FileRead Read(string text, Encoding encoding)
    {
        FileReading.ThrowIfLonger(text.Length);
        string[] remarks = encoding == Windows1252
            ? ["The file does not say how its letters are written; it was read as Windows-1252. Look at the letters with accents."]
            : text.Contains('\ufffd', StringComparison.Ordinal) ? ["Some characters of the file cannot be read and stand as \ufffd."] : [];
        return new(text.ReplaceLineEndings("\n"), FileKind.Text, remarks);
    }
}
