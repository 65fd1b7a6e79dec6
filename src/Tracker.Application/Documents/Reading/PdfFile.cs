using System.Globalization;
using System.Text;
using Tracker.Domain;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Logging;

namespace Tracker.Application.Documents.Reading;

/// <summary>Reads a PDF line by line, each page from top to bottom; headers, footers and page numbers stay lines of their own.</summary>
internal static class PdfFile
{
    /// <summary>Letters whose feet differ by less than this of their height stand in one line.</summary>
    private const double SameLine = 0.5;

    /// <summary>A gap of more than this of the height of the letters is a space.</summary>
    private const double SpaceGap = 0.2;

    /// <summary>A step of more than this of the usual one between lines is a blank line.</summary>
    private const double BlankStep = 1.3;

    public static FileRead Read(byte[] content, CancellationToken stop)
    {
        var filters = new PdfFilters(stop);
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = FileReading.MostDepth, FilterProvider = filters, ClipPaths = false, Logger = new Quiet() };
        using var pdf = Open(content, options);
        if (pdf.NumberOfPages > FileReading.MostPages)
        {
            throw new RefusedException("file.pages", string.Create(CultureInfo.InvariantCulture, $"The PDF has {pdf.NumberOfPages:N0} pages; at most {FileReading.MostPages:N0} are read. Bring in the part that is the document."), "File");
        }

        pdf.AddPageFactory<PdfPage, PdfPageFactory>();
        var text = new StringBuilder();
        List<int> silent = [], askew = [], broken = [];
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            stop.ThrowIfCancellationRequested();
            filters.BeginPage();
            var lines = "";
            try
            {
                var page = pdf.GetPage<PdfPage>(number);
                lines = LinesOf(page.Letters);
                if (page.Askew > 0)
                {
                    askew.Add(number);
                }
            }
            catch (Exception wrong) when (wrong is not (RefusedException or OperationCanceledException or OutOfMemoryException))
            {
                broken.Add(number);
                continue;
            }

            if (string.IsNullOrWhiteSpace(lines))
            {
                silent.Add(number);
                continue;
            }

            text.Append(text.Length > 0 ? "\n\n" : "").Append(lines);
            FileReading.ThrowIfLonger(text.Length);
        }

        if (text.Length == 0)
        {
            throw broken.Count > 0
                ? new RefusedException("file.broken", $"{Pages(broken)} of the PDF cannot be read. Open it in another program, save it anew, and bring that in.", "File")
                : new RefusedException("file.scanned", "No page of the PDF has text in it: it was scanned or is made of pictures. Have its text recognised (OCR) and bring that in, or paste the words of the document.", "File");
        }

        List<string> remarks = [];
        void Remark(List<int> pages, string one, string several)
        {
            if (pages.Count > 0)
            {
                remarks.Add($"{Pages(pages)} {(pages.Count == 1 ? one : several)}");
            }
        }

        Remark(silent, "has no text: it is empty, or a picture.", "have no text: they are empty, or pictures.");
        Remark(broken, "cannot be read and is left out.", "cannot be read and are left out.");
        Remark(askew, "has words that run upwards or askew; they are left out.", "have words that run upwards or askew; they are left out.");
        return new(text.ToString(), FileKind.Pdf, remarks);
    }

    private static PdfDocument Open(byte[] content, ParsingOptions options)
    {
        try
        {
            return PdfDocument.Open(content, options);
        }
        catch (PdfDocumentEncryptedException locked)
        {
            throw new RefusedException("file.encrypted", $"The PDF is locked with a password. Save a copy without one and bring that in. ({locked.Message})", "File");
        }
    }

    /// <summary>"Page 3", "Pages 3, 5 and 7"; of very many the first ones.</summary>
    private static string Pages(List<int> pages)
    {
        var numbers = pages.Take(20).Select(p => p.ToString(CultureInfo.InvariantCulture)).ToList();
        return pages.Count switch
        {
            1 => $"Page {numbers[0]}",
            > 20 => string.Create(CultureInfo.InvariantCulture, $"Pages {string.Join(", ", numbers)} and {pages.Count - 20} more"),
            _ => $"Pages {string.Join(", ", numbers.SkipLast(1))} and {numbers[^1]}",
        };
    }

    /// <summary>The letters of a page as lines, with blank lines where the page leaves more room than between its lines.</summary>
    internal static string LinesOf(IReadOnlyList<PdfLetter> letters)
    {
        List<(double Baseline, double Size, List<PdfLetter> Letters)> lines = [];
        foreach (var letter in letters.Where(l => l.Text.Length > 0).OrderByDescending(l => l.Baseline))
        {
            if (lines.Count > 0 && lines[^1] is var line && line.Baseline - letter.Baseline < SameLine * Math.Max(line.Size, letter.Size))
            {
                line.Letters.Add(letter);

                // A raised figure comes first and is small; the line is where its large letters stand.
                lines[^1] = letter.Size > line.Size * 1.1 ? (letter.Baseline, letter.Size, line.Letters) : line;
            }
            else
            {
                lines.Add((letter.Baseline, letter.Size, [letter]));
            }
        }

        lines.RemoveAll(l => l.Letters.TrueForAll(w => string.IsNullOrWhiteSpace(w.Text)));
        var steps = lines.Zip(lines.Skip(1), (a, b) => a.Baseline - b.Baseline).Where((s, n) => s > lines[n].Size * 0.6).Order().ToList();

        // The usual step is a small one: pages with many blank lines have more of the large ones.
        var usual = steps.Count > 0 ? steps[(steps.Count - 1) / 3] : 0;
        var text = new StringBuilder();
        for (var n = 0; n < lines.Count; n++)
        {
            text.Append(n == 0 ? "" : lines[n - 1].Baseline - lines[n].Baseline > BlankStep * Math.Max(usual, 1) ? "\n\n" : "\n");
            AddLine(text, lines[n].Letters, lines[n].Size);
        }

        return text.ToString();
    }

    private static void AddLine(StringBuilder text, List<PdfLetter> letters, double size)
    {
        var (start, right) = (text.Length, double.NaN);
        foreach (var letter in letters.OrderBy(l => l.Left))
        {
            var isSpace = string.IsNullOrWhiteSpace(letter.Text);
            if ((isSpace || letter.Left - right > SpaceGap * size) && text.Length > start && text[^1] != ' ')
            {
                text.Append(' ');
            }

            if (!isSpace)
            {
                text.Append(letter.Text.Replace('\n', ' ').Replace("\0", "", StringComparison.Ordinal));
            }

            right = double.IsNaN(right) ? letter.Right : Math.Max(right, letter.Right);
        }

        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    /// <summary>What the library notes of a file is nobody's to read.</summary>
    private sealed class Quiet : ILog
    {
        public void Debug(string message)
        {
        }

        public void Debug(string message, Exception ex)
        {
        }

        public void Warn(string message)
        {
        }

        public void Error(string message)
        {
        }

        public void Error(string message, Exception ex)
        {
        }
    }
}
