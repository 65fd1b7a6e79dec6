namespace Tracker.Papers.Tests;

/// <summary>Papers as files.</summary>
internal static class Written
{
    public delegate void Writer(Paper paper, Stream to, IProgress<int>? progress, CancellationToken ct);

    public static Dictionary<string, Writer> Writers { get; } = new() { ["docx"] = WordWriter.Write, ["xlsx"] = ExcelWriter.Write, ["pdf"] = PdfWriter.Write };

    public static byte[] As(string kind, Paper paper)
    {
        using var stream = new MemoryStream();
        Writers[kind](paper, stream, null, default);
        return stream.ToArray();
    }
}
