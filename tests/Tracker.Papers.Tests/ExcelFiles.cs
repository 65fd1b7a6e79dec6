using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Tracker.Papers.Tests;

public sealed class ExcelFiles
{
    public static TheoryData<string, Paper> Papers => WordFiles.Papers;

    [Theory, MemberData(nameof(Papers))]
    public void A_workbook_keeps_to_the_standard(string name, Paper paper)
    {
        using var book = Open(paper);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019) { MaxNumberOfErrors = 20 }.Validate(book).Select(e => $"{name}: {e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
    }

    [Theory, MemberData(nameof(Papers))]
    public void Sheets_have_names_that_Excel_accepts(string name, Paper paper)
    {
        using var book = Open(paper);
        List<string> names = [.. Sheets(book).Select(s => s.Name!.Value!)];

        Assert.Equal(paper.Sections.Count + 1, names.Count);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, n => Assert.True(n.Length is > 0 and <= 31 && n.IndexOfAny([.. "[]:*?/\\"]) < 0 && n[0] != '\'' && n[^1] != '\'' && n != "History", name + ": " + n));
    }

    [Theory, MemberData(nameof(Papers))]
    public void Nothing_is_a_formula(string name, Paper paper)
    {
        using var book = Open(paper);

        Assert.All(book.WorkbookPart!.WorksheetParts, sheet => Assert.False(sheet.Worksheet!.Descendants<CellFormula>().Any(), name));
    }

    [Theory, InlineData("=1+1"), InlineData("+1"), InlineData("-1"), InlineData("@A1")]
    public void Text_that_looks_like_a_formula_stays_text_even_when_it_is_edited(string text)
    {
        using var book = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("", [new("h", 1)], [new(text)]))] });

        var cell = Cell(book, "A", "A5");

        Assert.Equal((CellValues.InlineString, text), (cell.DataType!.Value, cell.InnerText));
        Assert.True(FormatOf(book, cell).QuotePrefix!.Value);
    }

    [Fact]
    public void Cells_are_typed()
    {
        using var book = Open(Sample.Matrix());

        Assert.Equal(("43590", "yyyy\\-mm\\-dd"), ValueOf(Cell(book, "Matrix", "G6")));
        Assert.Equal(("16000000", "\"USD\"\\ #,##0"), ValueOf(Cell(book, "Funds", "B6")));
        Assert.Equal(("12400000.5", "\"USD\"\\ #,##0.00"), ValueOf(Cell(book, "Funds", "C6")));
        Assert.Equal(("0.613", "0.0%"), ValueOf(Cell(book, "Funds", "E6")));
        Assert.Equal(("4500000000", "\"KRW\"\\ #,##0"), ValueOf(Cell(book, "Funds", "B8")));
        Assert.Equal("–", Cell(book, "Funds", "C7").InnerText);
        Assert.Equal(("9", "#,##0"), ValueOf(Cell(book, "Figures", "B7")));

        (string, string?) ValueOf(SheetCell cell) => (cell.CellValue!.Text, FormatCodeOf(book, cell));
    }

    [Fact]
    public void A_table_has_a_filter_a_frozen_heading_and_print_titles()
    {
        using var book = Open(Sample.Matrix());
        var sheet = SheetOf(book, "Matrix");
        var pane = sheet.Descendants<Pane>().Single();

        Assert.Equal("A5:L45", sheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
        Assert.Equal((5d, PaneStateValues.Frozen, "A6"), (pane.VerticalSplit!.Value, pane.State!.Value, pane.TopLeftCell!.Value));
        Assert.Contains(book.WorkbookPart!.Workbook!.Descendants<DefinedName>(), n => n.Name == "_xlnm.Print_Titles" && n.Text == "'Matrix'!$5:$5");
        Assert.Equal("Pillar", Cell(book, "Matrix", "A5").InnerText);
        Assert.Equal(["Political-security", "Cross-pillar"], [Cell(book, "Matrix", "A6").InnerText, Cell(book, "Matrix", "A45").InnerText]);
    }

    /// <summary>Calibri has 2.1 to 2.2 letters of these words for each digit that a column is wide.</summary>
    [Fact]
    public void A_row_is_as_high_as_its_text_needs_and_may_be_measured_anew()
    {
        const string Words = "The study is still being conducted, almost two years after the day set in 2020.";
        using var book = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("", [new("h", 1), new("i", 1), new("j", 1)], [new("short", "short", "short"), new(Words, "short", string.Concat(Enumerable.Repeat(Words + " ", 6)))]))] });
        List<DocumentFormat.OpenXml.Spreadsheet.Row> rows = [.. SheetOf(book, "A").Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Where(r => r.RowIndex! >= 5 && r.RowIndex! <= 6)];
        var width = SheetOf(book, "A").Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().ElementAt(2).Width!.Value;

        Assert.All(rows, row => Assert.Null(row.CustomHeight));
        Assert.Equal(17, rows[0].Height!.Value);
        Assert.InRange(rows[1].Height!.Value, 4 + (13 * Math.Ceiling(Words.Length * 6 / (width * 1.2))), 4 + (13 * Math.Ceiling(Words.Length * 6 / (width * 0.95))));
    }

    [Fact]
    public void Every_sheet_prints_on_landscape_A4_one_page_wide_with_the_day_and_page_numbers()
    {
        using var book = Open(Sample.Matrix());

        Assert.All(book.WorkbookPart!.WorksheetParts.Select(p => p.Worksheet!), sheet =>
        {
            var setup = sheet.GetFirstChild<PageSetup>()!;
            Assert.Equal((OrientationValues.Landscape, 9u, 1u, 0u), (setup.Orientation!.Value, setup.PaperSize!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value));
            Assert.True(sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
            Assert.Equal("&L" + Sample.Matrix().AsOfLine + "&RPage &P of &N", sheet.Descendants<OddFooter>().Single().Text);
        });
    }

    [Theory, MemberData(nameof(Papers))]
    public void Every_link_leads_to_a_cell_or_to_an_https_address(string name, Paper paper)
    {
        using var book = Open(paper);
        var cells = Sheets(book).SelectMany(s => SheetOf(book, s.Name!.Value!).Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Select(r => $"'{s.Name!.Value!.Replace("'", "''")}'!A{r.RowIndex}")).ToHashSet();

        Assert.True(cells.Count > 0, name);
        Assert.All(book.WorkbookPart!.WorksheetParts, part => Assert.All(part.Worksheet!.Descendants<Hyperlink>(), link =>
        {
            if (link.Location?.Value is { } location)
            {
                Assert.Contains(location, cells);
            }
            else
            {
                Assert.Equal("https", part.HyperlinkRelationships.Single(r => r.Id == link.Id!.Value).Uri.Scheme);
            }
        }));
    }

    [Fact]
    public void A_link_to_an_item_leads_to_its_row()
    {
        using var book = Open(Sample.Matrix());
        var link = SheetOf(book, "Changes").Descendants<Hyperlink>().First(l => l.Location is not null);

        Assert.Equal("A7", link.Reference!.Value);
        Assert.Equal("ITEM-9", Cell(book, "Matrix", "B" + link.Location!.Value!["'Matrix'!A".Length..]).InnerText);
    }

    [Fact]
    public void Text_that_Excel_would_take_for_a_coded_character_is_kept()
    {
        using var book = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("", [new("h", 1)], [new("_x0041_")]))] });

        Assert.Equal("_x005F_x0041_", Cell(book, "A", "A5").InnerText);
    }

    [Fact]
    public void Text_longer_than_a_cell_may_hold_ends_with_dots()
    {
        using var book = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("", [new("h", 1)], [new(new string('x', 40_000))]))] });

        Assert.Equal(new string('x', 32_766) + "…", Cell(book, "A", "A5").InnerText);
    }

    private static SpreadsheetDocument Open(Paper paper) => SpreadsheetDocument.Open(new MemoryStream(Written.As("xlsx", paper)), false);

    private static IEnumerable<Sheet> Sheets(SpreadsheetDocument book) => book.WorkbookPart!.Workbook!.Descendants<Sheet>();

    private static Worksheet SheetOf(SpreadsheetDocument book, string name) => ((WorksheetPart)book.WorkbookPart!.GetPartById(Sheets(book).Single(s => s.Name == name).Id!.Value!)).Worksheet!;

    private static SheetCell Cell(SpreadsheetDocument book, string sheet, string cell) => SheetOf(book, sheet).Descendants<SheetCell>().First(c => c.CellReference == cell);

    private static CellFormat FormatOf(SpreadsheetDocument book, SheetCell cell) => book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

    private static string? FormatCodeOf(SpreadsheetDocument book, SheetCell cell) =>
        book.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.NumberingFormats!.Elements<NumberingFormat>().SingleOrDefault(f => f.NumberFormatId! == FormatOf(book, cell).NumberFormatId!)?.FormatCode!.Value;
}
