using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Files made for the tests; none is kept as bytes.</summary>
internal static class Files
{
    public const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>A Word document of these elements of its body, written by the maker's own library.</summary>
    public static byte[] Word(string body, string? numbering = null, string? styles = null, string? footnotes = null)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            main.Document = new Document($"<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
            if (numbering is not null)
            {
                main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering($"<w:numbering xmlns:w=\"{W}\">{numbering}</w:numbering>");
            }

            if (styles is not null)
            {
                main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles($"<w:styles xmlns:w=\"{W}\">{styles}</w:styles>");
            }

            if (footnotes is not null)
            {
                main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes($"<w:footnotes xmlns:w=\"{W}\">{footnotes}</w:footnotes>");
            }

            main.AddNewPart<HeaderPart>().Header = new Header($"<w:hdr xmlns:w=\"{W}\"><w:p><w:r><w:t>Running header</w:t></w:r></w:p></w:hdr>");
        }

        return stream.ToArray();
    }

    /// <summary>A paragraph of a Word document.</summary>
    public static string P(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    /// <summary>Properties of a paragraph that is numbered.</summary>
    public static string Num(int list, int level = 0) => $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>";

    /// <summary>An archive of these entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A Word document that is nothing but this part.</summary>
    public static byte[] WordOf(string document) => Zip(("word/document.xml", Encoding.UTF8.GetBytes(document)));

    /// <summary>A PDF whose pages have these contents, in the operators of PDF.</summary>
    public static byte[] Pdf(IEnumerable<string> contents, bool isPacked = false, string trailer = "", string objects = "", string resources = "")
    {
        using var file = new MemoryStream();
        List<long> places = [];
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Object(string text)
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n{text}\nendobj\n");
        }

        var all = contents.ToList();
        Write("%PDF-1.7\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {all.Count} /Kids [{string.Join(' ', all.Select((_, n) => $"{4 + n * 2} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        foreach (var content in all)
        {
            var bytes = Encoding.Latin1.GetBytes(content);
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {places.Count + 2} 0 R /Resources << /Font << /F1 3 0 R >> {resources} >> >>");
            if (isPacked)
            {
                using var packed = new MemoryStream();
                using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, true))
                {
                    deflate.Write(bytes);
                }

                bytes = packed.ToArray();
            }

            Object($"<< /Length {bytes.Length} {(isPacked ? "/Filter /FlateDecode" : "")} >>\nstream\n{Encoding.Latin1.GetString(bytes)}\nendstream");
        }

        foreach (var more in objects.Split("~~", StringSplitOptions.RemoveEmptyEntries))
        {
            Object(more);
        }

        var start = file.Position;
        Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places.Select(p => p.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n"))}");
        Write($"trailer\n<< /Size {places.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>Lines of 12 points from the top of a page, one blank line high where a line is empty.</summary>
    public static string Lines(params string[] lines) => string.Concat(lines.Select((l, n) => l.Length == 0 ? "" : At(72, 780 - 14 * n, l)));

    /// <summary>Words at a place of a page.</summary>
    public static string At(int x, int y, string words, int size = 12) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {y} Td ({words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n");
}
