using System.Text;
using static Tracker.Application.Tests.Documents.Reading.Files;
using static Tracker.Application.Tests.Documents.Reading.HostileFiles;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>PDFs that ask for more than they are, with the rule that refuses each; null where it is read, "any" where both will do.</summary>
internal static class HostilePdfs
{
    public static readonly Dictionary<string, (string? Rule, Func<byte[]> Content)> ByName = new()
    {
        ["a bomb"] = ("file.archive", () => Pdf([new string(' ', 60_000_000)], isPacked: true)),
        ["letters"] = ("file.too-long", () => Pdf(Enumerable.Repeat(Times("BT /F1 12 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ", 5_000), 6), isPacked: true)),
        ["states"] = ("file.broken", () => Pdf([Times("q ", 900_000)], isPacked: true)),
        ["a drawing"] = ("file.broken", () => Pdf([Times("0 0 m ", 1_000_000)], isPacked: true)),
        ["deep arrays on a page"] = ("file.broken", () => Pdf([Lines("We noted.") + new string('[', 1_000_000)], isPacked: true)),
        ["deep dictionaries on a page"] = ("file.broken", () => Pdf([Lines("We noted.") + Times("<<", 500_000)], isPacked: true)),
        ["deep strings on a page"] = (null, () => Pdf([Lines("We noted.") + new string('(', 1_000_000)], isPacked: true)),
        ["deep arrays"] = ("any", () => Pdf([Lines("We noted.")], objects: new string('[', 2_000_000))),
        ["deep dictionaries"] = ("any", () => Pdf([Lines("We noted.")], objects: Times("<</a", 1_000_000))),
        ["numbers"] = ("any", () => Pdf(["BT /F1 1e999 Tf 99999999999999999999999999999999999999 -1e400 Td (x) Tj 1e308 0 0 1e308 1e308 1e308 cm (y) Tj ET"])),
        ["an inline picture"] = ("file.broken", () => Pdf(["BI /W 2000000000 /H 2000000000 ID " + Times("E ", 3_000_000)], isPacked: true)),
        ["a form in itself"] = ("any", () => Pdf(["/X1 Do"], resources: "/XObject << /X1 6 0 R >>", objects: Form("/X1 Do", 1))),
        ["forms doubled 30 times"] = ("file.depth", () => Pdf(["/X1 Do"], resources: "/XObject << /X1 6 0 R >>", objects: string.Join("~~", Enumerable.Range(1, 30).Select(n => Form($"/X{n + 1} Do /X{n + 1} Do", 30))))),
        ["letters of a font"] = ("file.archive", () => Pdf([Lines("We noted.")], resources: "/Font << /F2 6 0 R >>", objects: "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 2000000000 500] >>] >>").Replace("/Font << /F1 3 0 R >> ", "")),
        ["a map of a font"] = ("file.archive", () => Pdf([Lines("We noted.")], resources: "/Font << /F2 6 0 R >>", objects: "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 7 0 R >>~~" + Map("1 beginbfrange <00000000> % remark\n <FFFFFFF0> <0000> endbfrange")).Replace("/Font << /F1 3 0 R >> ", "")),
        ["pages in a circle"] = ("any", () => Pdf([Lines("We noted.")]).Replace("/Kids [4 0 R]", "/Kids [2 0 R]")),
        ["a cross reference to itself"] = ("any", () => Encoding.UTF8.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 56 >>\nstartxref\n56\n%%EOF")),
        ["a length of itself"] = ("any", () => Pdf([Lines("We noted.")]).Replace("/Length ", "/Length 5 0 R % ")),
        ["beginnings of objects"] = ("file.broken", () => Encoding.UTF8.GetBytes("%PDF-1.7\n" + Times("1 0 obj ", 500_000))),
        ["beginnings of streams"] = ("file.broken", () => Encoding.UTF8.GetBytes("%PDF-1.7\n" + Times("1 0 obj << /Length 9 >> stream\n", 100_000))),
        ["cross references"] = ("file.broken", () => Encoding.UTF8.GetBytes("%PDF-1.7\n" + Times("xref\n", 500_000))),
        ["trailers"] = ("file.broken", () => Encoding.UTF8.GetBytes("%PDF-1.7\n" + Times("trailer << ", 300_000))),
        ["signatures"] = ("file.broken", () => Encoding.UTF8.GetBytes(Times("%PDF-1.7\n", 300_000))),
    };

    private static string Form(string content, int forms) =>
        $"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << {string.Concat(Enumerable.Range(1, forms).Select(n => $"/X{n} {n + 5} 0 R "))} >> >> /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static string Map(string ranges) => $"<< /Length {ranges.Length} >>\nstream\n{ranges}\nendstream";
}

/// <summary>Changes of bytes as if they were letters.</summary>
internal static class Bytes
{
    public static byte[] Replace(this byte[] content, string from, string to) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content).Replace(from, to, StringComparison.Ordinal));
}
