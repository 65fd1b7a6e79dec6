using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Playwright;
using Tracker.Domain.Items;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.EndToEnd;

/// <summary>What a manager finds in the papers of a meeting is what the pages show.</summary>
public sealed partial class PapersAndPages(Browser browser) : IDisposable
{
    private readonly RunningTracker _tracker = new();

    [Fact]
    public async Task What_the_papers_say_is_what_the_pages_show()
    {
        var page = await browser.VisitAsync(_tracker);
        await page.SignInAsync("Demo manager, ROK");
        await page.OpenAsync("/mechanisms/JCC");
        await page.GetByRole(AriaRole.Link, new() { Name = "Papers for this meeting" }).First.ClickAsync();
        await Expect(page.Heading()).ToContainTextAsync("Papers for the 10th");
        await page.GetByLabel("Since").SelectOptionAsync(new SelectOptionValue { Value = "SUMMIT~2020-11-12" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("from=SUMMIT(~|%7E)2020-11-12&to=2023-03-16"));
        await page.AliveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the papers" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Made, not frozen yet" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var (word, excel, pdf) = (await DownloadAsync(page, "Word"), await DownloadAsync(page, "Excel"), await DownloadAsync(page, "PDF"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make again and compare" })).ToHaveCountAsync(1);
        Assert.Equal(excel, await DownloadAsync(page, "Excel"));
        var sheets = SheetsOf(excel);

        await page.GotoAsync($"{_tracker.Address}/changes?from=SUMMIT~2020-11-12&to=2023-03-16");
        await FiguresAsync(page, sheets["Figures"]);
        await ChangesAsync(page, sheets["Changes"]);
        await MatrixAsync(page, sheets["Matrix"]);
        await AttentionAsync(page, sheets["Attention"]);
        await MoneyAsync(page, sheets["Money"]);
        await SourcesAsync(page, sheets["Sources"]);
        TheSameInEveryFile(sheets, word, pdf);
    }

    /// <summary>Every figure of the cover with its arithmetic stands on the page of changes, and the list behind it has as many items.</summary>
    private async Task FiguresAsync(IPage page, List<string[]> sheet)
    {
        var shown = await page.EvaluateAsync<string[][]>("""
            [...document.querySelectorAll(".figures-between tbody tr")].map(r => [...r.cells].map(c => c.innerText.replace(/[+−,]/g, "").trim()).concat(r.cells[4].querySelector("a")?.getAttribute("href") ?? ""))
            """);
        var said = Below(sheet, "Figure").Select(r => (r[0], r[1], r[2])).ToList();

        Assert.True(shown.Length >= 10, "There are few figures.");
        Assert.Equal(shown.Select(r => (r[0], r[4], r[2] == "0" && r[3] == "0" ? "as before" : $"{r[1]} + {r[2]} − {r[3]}")), said);
        foreach (var row in shown.Where(r => r[5].Length > 0))
        {
            await page.GotoAsync($"{_tracker.Address}/{row[5]}");
            Assert.Equal(int.Parse(row[4], CultureInfo.InvariantCulture), await page.ListTotalAsync());
        }
    }

    /// <summary>The lines of every group of changes, each with its day, its item and what was there before and after.</summary>
    private async Task ChangesAsync(IPage page, List<string[]> sheet)
    {
        const string Lines = """
            [...document.querySelectorAll(".change-lines tbody tr")].map(r => [r.cells[0].innerText.trim(), r.querySelector(".meta").innerText.split(" · ")[0].trim(),
              [...r.querySelectorAll(".shift")].map(s => { const c = s.cloneNode(true); c.querySelectorAll(".visually-hidden").forEach(h => h.remove()); return c.textContent.trim(); }).join("\n")].join(" | "))
            """;
        List<string> shown = [];
        await page.GotoAsync($"{_tracker.Address}/changes?from=SUMMIT~2020-11-12&to=2023-03-16");
        var groups = await page.EvaluateAsync<string[]>("""[...document.querySelectorAll("section:has(.change-lines)")].map(s => s.querySelector("h2").id.replace("group-", ""))""");
        foreach (var group in groups)
        {
            for (var number = 1; ; number++)
            {
                await page.GotoAsync($"{_tracker.Address}/changes?from=SUMMIT~2020-11-12&to=2023-03-16&only={group}&page={number}");
                shown.AddRange(await page.EvaluateAsync<string[]>(Lines));
                if (await page.Locator(".pager a[rel=next]").CountAsync() == 0)
                {
                    break;
                }
            }
        }

        var said = Below(sheet, "Kind of change").Select(r => $"{DayOf(r[1])} | {CodeOf(r[2])} | {r[3]}").ToList();
        Assert.True(groups.Length >= 6, $"Only {groups.Length} groups.");
        Assert.Equal(shown.Order(), said.Select(s => s.EndsWith(" | –", StringComparison.Ordinal) ? s[..^1] : s).Order());
    }

    /// <summary>Every row of the matrix is a row of the register with the same stage and outlook, and what it leaves out is said.</summary>
    private async Task MatrixAsync(IPage page, List<string[]> sheet)
    {
        Dictionary<string, (string Stage, string Outlook)> listed = [];
        var total = 0;
        for (var number = 1; number == 1 || await page.Locator(".pager a[rel=next]").CountAsync() > 0; number++)
        {
            await page.GotoAsync($"{_tracker.Address}/items?asOf=2023-03-16&page={number}");
            total = Math.Max(total, await page.ListTotalAsync());
            foreach (var row in await page.EvaluateAsync<string[][]>("""
                [...document.querySelectorAll("main tbody tr:has(.code-cell)")].map(r => [r.querySelector(".code-cell").innerText.trim(), r.querySelector(".chip").innerText, r.querySelector("[data-label=Outlook]").innerText])
                """))
            {
                listed[row[0]] = (Letters(row[1]), Letters(row[2]));
            }
        }

        Assert.Equal(total, listed.Count);
        var heading = sheet.Find(r => r.Contains("Outlook and target"))!;
        var (item, stage, outlook) = (Array.IndexOf(heading, "Item or action line"), Array.IndexOf(heading, "Stage"), Array.IndexOf(heading, "Outlook and target"));
        var rows = Below(sheet, "Pillar");
        Assert.True(rows.Count > 100, $"Only {rows.Count} rows.");
        // Where nothing is rated both show a dash; the page says it to those who listen.
        Assert.All(rows, r => Assert.Equal((CodeOf(r[item]), listed[CodeOf(r[item])]), (CodeOf(r[item]), (Letters(r[stage]), r[outlook] == "–" ? "Not rated" : Letters(r[outlook].Split(';')[0])))));
        var leftOut = sheet.Select(r => r.ElementAtOrDefault(0) ?? "").First(t => t.StartsWith("Left out", StringComparison.Ordinal));
        Assert.Equal(total, rows.Count + Number().Matches(leftOut).Sum(m => int.Parse(m.Value, CultureInfo.InvariantCulture)));
    }

    /// <summary>What needs attention is first what the overview names first, and under each figure what the list behind it has and no worse figure had.</summary>
    private async Task AttentionAsync(IPage page, List<string[]> sheet)
    {
        var rows = Below(sheet, "Figure");
        await page.GotoAsync($"{_tracker.Address}/?asOf=2023-03-16");
        var first = await page.EvaluateAsync<string[]>("""[...document.querySelectorAll("section:has(#needs-attention) ul.rows a[href^='items/']")].map(a => /items\/([^?]+)/.exec(a.href)[1])""");
        Assert.Equal(first, rows.Take(first.Length).Select(r => CodeOf(r[1])));
        Assert.NotEmpty(first);

        HashSet<string> worse = [];
        foreach (var label in rows.Select(r => r[0]).Distinct())
        {
            var figure = Figure.All.Single(f => f.Label.Equals(label, StringComparison.OrdinalIgnoreCase));
            await page.GotoAsync($"{_tracker.Address}/items?figure={figure.Name}&asOf=2023-03-16");
            var codes = await page.Locator("main tbody .code-cell").AllInnerTextsAsync();
            Assert.Equal(codes.Where(worse.Add).Order(), rows.Where(r => r[0] == label).Select(r => CodeOf(r[1])).Order());
        }

        Assert.True(worse.Count > 20, $"Only {worse.Count} items need attention.");
    }

    /// <summary>Every fund has the sums of its page.</summary>
    private async Task MoneyAsync(IPage page, List<string[]> sheet)
    {
        var rows = Below(sheet, "Fund");
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            await page.GotoAsync($"{_tracker.Address}/funds/{CodeOf(row[0])}?asOf=2023-03-16");
            var money = await page.EvaluateAsync<string[][]>("""[...(document.querySelector("main table")?.tBodies[0].rows ?? [])].map(r => [...r.cells].map(c => c.innerText.trim()))""");
            if (row[2] == "–")
            {
                continue;
            }

            var shown = money.Single(r => r[0] == row[2]);
            Assert.Equal(shown.Skip(1).Take(4).Select(AmountOf), row.Skip(3).Take(4).Select(AmountOf));
        }

        static string AmountOf(string said) => Regex.Replace(said, @"[A-Z]{3}\s|,", "");
    }

    /// <summary>The documents are those of the register up to the day.</summary>
    private async Task SourcesAsync(IPage page, List<string[]> sheet)
    {
        var rows = Below(sheet, "Day").Where(r => r[1] != "–").ToList();
        await page.GotoAsync($"{_tracker.Address}/documents?asOf=2023-03-16");
        var shown = await page.Content().InnerTextAsync();

        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.True(shown.Contains(r[2], StringComparison.Ordinal), $"{r[1]} {r[2]} is no document of the register."));
    }

    /// <summary>Word and PDF hold every cell that Excel holds.</summary>
    private static void TheSameInEveryFile(Dictionary<string, List<string[]>> sheets, byte[] word, byte[] pdf)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(word), isEditable: false);
        var inWord = document.MainDocumentPart!.Document!.Descendants<Word.TableCell>().Select(c => Together(c.InnerText)).ToHashSet();
        using var file = PdfDocument.Open(pdf);
        var inPdf = Together(string.Concat(file.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)));
        List<string> missing = [];
        foreach (var (name, text) in sheets.Where(s => s.Key != "Cover").SelectMany(s => s.Value.Skip(5).SelectMany(r => r.Skip(s.Key is "Matrix" or "Changes" or "Attention" ? 1 : 0).Select(c => (s.Key, Text: c)))))
        {
            // Days and numbers are values in Excel and words elsewhere.
            var cell = Together(text);
            if (cell.Length > 1 && !double.TryParse(cell, CultureInfo.InvariantCulture, out _))
            {
                missing.AddRange(inWord.Contains(cell) ? [] : [$"Word lacks {name}: {text}"]);
                missing.AddRange(inPdf.Contains(cell, StringComparison.Ordinal) ? [] : [$"PDF lacks {name}: {text}"]);
            }
        }

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string form)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{form}") }).First.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, List<string[]>> SheetsOf(byte[] excel)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(excel), isEditable: false);
        var part = book.WorkbookPart!;
        return part.Workbook!.Descendants<Sheet>().ToDictionary(
            s => s.Name!.Value!,
            s => ((WorksheetPart)part.GetPartById(s.Id!.Value!)).Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.CellValue?.Text ?? c.InnerText).ToArray()).ToList());
    }

    /// <summary>The rows below the one that begins with a heading.</summary>
    private static List<string[]> Below(List<string[]> sheet, string heading) =>
        [.. sheet.SkipWhile(r => r.FirstOrDefault() != heading).Skip(1).Where(r => r.Length > 1 && r[0].Length > 0)];

    private static string DayOf(string serial) =>
        DateTime.FromOADate(double.Parse(serial, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string CodeOf(string title) => title[(title.LastIndexOf(' ') + 1)..];

    private static string Letters(string text) => Regex.Replace(text, @"[^\p{L}, ]", "").Trim();

    private static string Together(string text) => Regex.Replace(text, @"\s", "");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    public void Dispose() => _tracker.Dispose();
}
