using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tracker.Papers.Tests;

public sealed class WordFiles
{
    public static TheoryData<string, Paper> Papers => new() { { "matrix", Sample.Matrix() }, { "empty", Sample.Empty }, { "hostile", Hostile.Paper } };

    [Theory, MemberData(nameof(Papers))]
    public void A_document_keeps_to_the_standard(string name, Paper paper)
    {
        using var document = Open(paper);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019) { MaxNumberOfErrors = 20 }.Validate(document).Select(e => $"{name}: {e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
    }

    [Theory, MemberData(nameof(Papers))]
    public void Every_link_leads_to_a_bookmark_or_to_an_https_address(string name, Paper paper)
    {
        using var document = Open(paper);
        var main = document.MainDocumentPart!;
        List<string> marks = [.. main.Document!.Descendants<BookmarkStart>().Select(b => b.Name!.Value!)];

        Assert.Equal(marks.Distinct(), marks);
        Assert.True(name == "empty" || marks.Count > 0);
        Assert.All(main.Document.Descendants<Hyperlink>(), link =>
        {
            if (link.Anchor?.Value is { } anchor)
            {
                Assert.Contains(anchor, marks);
            }
            else
            {
                Assert.Equal("https", main.HyperlinkRelationships.Single(r => r.Id == link.Id!.Value).Uri.Scheme);
            }
        });
    }

    [Fact]
    public void Of_two_rows_that_are_called_the_same_a_link_leads_to_the_first()
    {
        using var document = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("c", [new("h", 1)], [new(new Text(new Run("x", Link: "#X"))), new("first") { Place = "X" }, new("second") { Place = "X" }]))] });
        var main = document.MainDocumentPart!.Document!;

        var mark = main.Descendants<BookmarkStart>().Single(b => b.Name == main.Descendants<Hyperlink>().Last().Anchor);

        Assert.Equal("first", mark.Parent!.InnerText);
    }

    [Fact]
    public void The_contents_list_every_section_and_every_group()
    {
        using var document = Open(Sample.Matrix());

        var contents = document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value is "TOC1" or "TOC2").Select(p => p.InnerText);

        Assert.Equal(["Where the partnership stands", "What changed since the last meeting", "Implementation matrix", "Political-security", "Economic", "Socio-cultural", "Cross-pillar", "Funds", "Annex: documents", "Annex: items left out"], contents);
    }

    [Fact]
    public void The_headings_of_every_table_come_again_on_each_page_and_short_rows_stay_whole()
    {
        using var document = Open(Sample.Matrix());
        List<DocumentFormat.OpenXml.Wordprocessing.Table> tables = [.. document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Table>().Skip(1)];

        Assert.Equal(8, tables.Count);
        Assert.All(tables, table =>
        {
            List<TableRow> rows = [.. table.Elements<TableRow>()];
            Assert.NotNull(rows[0].TableRowProperties?.GetFirstChild<TableHeader>());
            Assert.All(rows, row => Assert.NotNull(row.TableRowProperties?.GetFirstChild<CantSplit>()));
            Assert.NotEmpty(table.GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value!);
        });
    }

    [Fact]
    public void The_first_two_rows_of_a_table_stay_with_its_headings_and_the_last_two_with_one_another()
    {
        using var document = Open(Sample.Empty with { Sections = [new("A", "A", new Paragraph("Words before."), Table.Of("c", [new("h", 1)], [.. Enumerable.Range(1, 5).Select(n => new Row($"row {n}"))]))] });
        var body = document.MainDocumentPart!.Document!.Body!;

        var kept = body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => p.ParagraphProperties?.KeepNext is not null).Select(p => p.InnerText);

        Assert.Equal(["Words before.", "h", "row 1", "row 4"], kept);
    }

    [Fact]
    public void A_section_of_many_rows_begins_a_page()
    {
        static Section Of(int rows) => new($"{rows}", "A", Table.Of("c", [new("h", 1)], [.. Enumerable.Range(1, rows).Select(n => new Row($"row {n}"))]));
        using var document = Open(Sample.Empty with { Sections = [Of(1), Of(2), Of(30)] });

        var begin = document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => p.ParagraphProperties is { ParagraphStyleId.Val.Value: "Heading1", PageBreakBefore: not null }).Select(p => p.InnerText);

        Assert.Equal(["1", "30"], begin);
    }

    [Fact]
    public void A_row_with_a_long_note_may_go_on_to_the_next_page()
    {
        using var document = Open(Sample.Empty with { Sections = [new("A", "A", OneCell(new string('x', 10_000)))] });

        var row = document.MainDocumentPart!.Document!.Descendants<TableRow>().Last();

        Assert.Null(row.TableRowProperties?.GetFirstChild<CantSplit>());
    }

    [Fact]
    public void What_was_before_a_change_is_struck_through()
    {
        using var document = Open(Sample.Matrix());

        var struck = document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Run>().Where(r => r.RunProperties?.Strike is not null).Select(r => r.InnerText);

        Assert.Contains("by the end of 2021", struck);
    }

    [Fact]
    public void Nothing_asks_when_the_document_is_opened()
    {
        using var document = Open(Sample.Matrix());
        var main = document.MainDocumentPart!;

        Assert.Null(main.DocumentSettingsPart!.Settings!.GetFirstChild<UpdateFieldsOnOpen>());
        Assert.Empty(main.Document!.Descendants<FieldCode>());
        Assert.Equal([" PAGE ", " NUMPAGES "], main.FooterParts.Single().Footer!.Descendants<SimpleField>().Select(f => f.Instruction!.Value));
    }

    [Fact]
    public void Every_page_says_its_number_and_what_day_it_shows()
    {
        using var document = Open(Sample.Matrix());
        var main = document.MainDocumentPart!;

        Assert.Equal(Sample.Matrix().AsOfLine + "Page 1 of 1", main.FooterParts.Single().Footer!.InnerText);
        Assert.Equal(16838u, main.Document!.Descendants<PageSize>().Single().Width!.Value);
        Assert.Equal(PageOrientationValues.Landscape, main.Document.Descendants<PageSize>().Single().Orient!.Value);
    }

    [Fact]
    public void The_properties_name_title_issuer_language_and_instant()
    {
        using var document = Open(Sample.Matrix());

        Assert.Equal(("Implementation matrix", "Tracker", "en-GB"), (document.PackageProperties.Title, document.PackageProperties.Creator, document.PackageProperties.Language));
        Assert.Equal(Sample.Matrix().KnownAt, document.PackageProperties.Created!.Value.ToUniversalTime());
        Assert.Equal("en-GB", document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val!.Value);
    }

    [Fact]
    public void Headings_and_text_have_styles_that_an_office_can_change()
    {
        using var document = Open(Sample.Matrix());
        var main = document.MainDocumentPart!;
        HashSet<string> defined = [.. main.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(s => s.StyleId!.Value!)];

        Assert.Superset(new HashSet<string> { "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "ListBullet", "Hyperlink", "PaperTable" }, defined);
        Assert.Subset(defined, new HashSet<string>([.. main.Document!.Descendants<ParagraphStyleId>().Select(s => s.Val!.Value!), .. main.Document.Descendants<RunStyle>().Select(s => s.Val!.Value!), .. main.Document.Descendants<TableStyle>().Select(s => s.Val!.Value!)]));
    }

    private static Table OneCell(string text) => Table.Of("c", [new("h", 1)], [new(text)]);

    private static WordprocessingDocument Open(Paper paper) => WordprocessingDocument.Open(new MemoryStream(Written.As("docx", paper)), false);
}
