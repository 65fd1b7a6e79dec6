using System.Text;
using Tracker.Papers.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Outline;

namespace Tracker.Papers.Tests;

public sealed class PdfFiles
{
    [Fact]
    public void Every_page_says_its_number_and_what_day_it_shows()
    {
        using var pdf = Open(Sample.Matrix());

        Assert.True(pdf.NumberOfPages > 5);
        Assert.All(pdf.GetPages(), page =>
        {
            Assert.Contains(Sample.Matrix().AsOfLine, TextOf(page));
            Assert.Contains($"{page.Number}\u00a0/\u00a0{pdf.NumberOfPages}", TextOf(page));
            Assert.Equal((842, 595), (Math.Round(page.Width), Math.Round(page.Height)));
        });
    }

    [Fact]
    public void Vietnamese_and_Hangul_can_be_read_back()
    {
        using var pdf = Open(Sample.Matrix());

        var text = string.Concat(pdf.GetPages().Select(TextOf));

        Assert.All(["한-아세안", "Học", "Nguyễn", "Hồng", "Phượng", "국가기술표준원", "Đà", "Cần Thơ", "산업통상자원부", "○", "◐", "●", "✕", "↗", "‼"], word => Assert.Contains(word, text));
    }

    [Fact]
    public void Letters_typed_in_parts_are_put_together()
    {
        using var pdf = Open(With("Nguyễn 한국".Normalize(NormalizationForm.FormD)));

        Assert.Contains("Nguyễn 한국", TextOf(pdf.GetPages().Last()));
    }

    [Fact]
    public void Fonts_are_embedded_with_the_glyphs_that_are_used_and_no_others()
    {
        var bytes = Written.As("pdf", Sample.Matrix());
        using var pdf = PdfDocument.Open(bytes);

        Assert.All(pdf.GetPages().SelectMany(p => p.Letters), letter => Assert.StartsWith("PAPER", letter.FontName));
        Assert.True(bytes.Length < 100_000, $"{bytes.Length} bytes");
    }

    [Fact]
    public void Every_syllable_of_Hangul_and_every_letter_of_Vietnamese_has_a_glyph()
    {
        var hangul = string.Concat(Enumerable.Range(0xac00, 11_172).Select(c => (char)c));
        var vietnamese = string.Concat("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".SelectMany(letter => new[] { "", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323" }.Select(mark => letter + mark))) + "đĐ";

        Assert.Empty(PdfWriter.MissingGlyphs(With(hangul)));
        Assert.Empty(PdfWriter.MissingGlyphs(With(vietnamese)));
        Assert.Empty(PdfWriter.MissingGlyphs(With(vietnamese.Normalize(NormalizationForm.FormC))));
        Assert.Empty(PdfWriter.MissingGlyphs(With(hangul.Normalize(NormalizationForm.FormD))));
        Assert.Empty(PdfWriter.MissingGlyphs(With("○◐●✕↗!‼–→⇄…“”‘’€₩₫£¥฿₱×≤≥\u00a0\u200b\u200f\ufe0f")));
        Assert.Empty(PdfWriter.MissingGlyphs(Sample.Matrix()));
    }

    [Fact]
    public void A_character_without_a_glyph_is_named_with_every_place_where_it_stands()
    {
        var paper = Sample.Empty with
        {
            Title = "漢",
            Sections =
            [
                new("Matrix", "Matrix", Table.Of("c", [new("Code", 1), new("Item", 1)], [new("ITEM-1", "fine"), new("ITEM-2", "😀 and 😀") { Place = "ITEM-2" }, new("ITEM-3", "😀")])),
                new("Text", "Text", new Paragraph("bell\u0007, half \ud800")),
            ],
        };

        Assert.Equal(
            [("U+6F22", "Cover", "title"), ("U+1F600", "Matrix", "ITEM-2"), ("U+1F600", "Matrix", "ITEM-3"), ("U+FFFD", "Text", "text")],
            PdfWriter.MissingGlyphs(paper).Select(m => (m.Code, m.Section, m.Where)));
    }

    [Fact]
    public void A_character_without_a_glyph_is_seen_as_a_box()
    {
        using var pdf = Open(With("[😀]"));

        Assert.Contains("[□]", TextOf(pdf.GetPages().Last()));
    }

    [Fact]
    public void The_contents_and_the_bookmarks_lead_to_the_pages_of_the_headings()
    {
        using var pdf = Open(Sample.Matrix());
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        List<DocumentBookmarkNode> nodes = [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>()];

        Assert.Equal(10, nodes.Count);
        Assert.All(nodes, node => Assert.Contains(node.Title, TextOf(pdf.GetPage(node.PageNumber))));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 0, 0, 0], nodes.Select(n => n.Level));
        Assert.Equal(nodes.Select(n => (int?)n.PageNumber), LinksOf(pdf.GetPage(2)).Select(PageOf));
    }

    [Fact]
    public void Links_lead_to_items_and_to_https_addresses_only()
    {
        using var pdf = Open(Sample.Matrix());
        var links = pdf.GetPages().Skip(2).SelectMany(LinksOf).ToList();

        Assert.Contains(links, l => l.Action is UriAction { Uri: "https://asean.org/statement?id=1&lang=en" });
        Assert.Contains(links, l => PageOf(l) is { } page && TextOf(pdf.GetPage(page)).Contains("ITEM-17"));
        using var hostile = Open(Hostile.Paper);
        Assert.All(hostile.GetPages().SelectMany(LinksOf), l => Assert.True(l.Action is UriAction uri ? uri.Uri.StartsWith("https://", StringComparison.Ordinal) : PageOf(l) > 0));
    }

    [Fact]
    public void The_headings_of_a_table_come_again_on_each_of_its_pages()
    {
        using var pdf = Open(Sample.Matrix(200));

        var pages = pdf.GetPages().Where(p => TextOf(p).Contains("ITEM-") && p.Number > 3).ToList();

        Assert.True(pages.Count > 20);
        Assert.All(pages, page => Assert.Contains("Next step", TextOf(page)));
    }

    [Fact]
    public void A_row_stays_on_one_page_unless_it_is_higher_than_a_page()
    {
        var note = string.Join(' ', Enumerable.Range(0, 200).Select(n => $"word{n}"));
        using var pdf = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("c", [new("Code", 1), new("Note", 1)], [.. Enumerable.Range(0, 20).Select(n => new Row($"C{n}.", note))]))] });

        Assert.All(pdf.GetPages().Skip(2), page => Assert.Equal(TextOf(page).Split("word0 ").Length, TextOf(page).Split("word199").Length));

        using var high = Open(Sample.Empty with { Sections = [new("A", "A", Table.Of("c", [new("Code", 1), new("Note", 1)], [new("C", string.Join(' ', Enumerable.Range(0, 1_000).Select(n => $"word{n}")))]))] });
        var words = string.Concat(high.GetPages().Select(TextOf));
        Assert.All(Enumerable.Range(0, 1_000), n => Assert.Contains($"word{n}", words));
    }

    [Fact]
    public void No_row_of_a_table_stands_alone_on_a_page()
    {
        foreach (var rows in Enumerable.Range(2, 60))
        {
            using var pdf = Open(Sample.Empty with { Sections = [new("A", "A", new Table("c", [new("Code", 1)], new Group("before", [.. Enumerable.Range(0, rows).Select(n => new Row($"a{n}."))]), new Group("after", [.. Enumerable.Range(0, rows).Select(n => new Row($"b{n}."))])))] });

            Assert.All(pdf.GetPages().Skip(2), page => Assert.All("ab", group => Assert.NotEqual(1, Enumerable.Range(0, rows).Count(n => TextOf(page).Contains($"{group}{n}.")))));
        }
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_margins()
    {
        using var pdf = Open(Hostile.Paper);

        Assert.Empty(pdf.GetPages().SelectMany(p => p.Letters.Where(l => !(l.StartBaseLine.X > 40 && l.EndBaseLine.X < 802 && l.StartBaseLine.Y is > 15 and < 570)).Take(1).Select(l => $"page {p.Number}: {l.Value} at {l.StartBaseLine}")));
    }

    [Fact]
    public void The_properties_name_title_issuer_language_and_instant()
    {
        var bytes = Written.As("pdf", Sample.Matrix());
        using var pdf = PdfDocument.Open(bytes);

        Assert.Equal(("Implementation matrix", "Tracker", "D:20220701080000Z"), (pdf.Information.Title, pdf.Information.Author, pdf.Information.CreationDate));
        Assert.Contains("/Lang<FEFF0065006E002D00470042>", Encoding.Latin1.GetString(bytes));
    }

    [Fact]
    public void An_empty_paper_is_its_cover()
    {
        using var pdf = Open(Sample.Empty);

        Assert.Equal(1, pdf.NumberOfPages);
        Assert.Contains("1\u00a0/\u00a01", TextOf(pdf.GetPage(1)));
    }

    [Fact]
    public void Figures_stand_under_one_another()
    {
        var inter = Typesetter.Fonts.Value[0];

        Assert.Single("0123456789".Select(d => inter.WidthOf(inter.GlyphOf(d))).Distinct());
    }

    private static Paper With(string text) => Sample.Empty with { Sections = [new("Text", "Text", new Paragraph(text))] };

    private static PdfDocument Open(Paper paper) => PdfDocument.Open(Written.As("pdf", paper));

    private static string TextOf(Page page) => page.Text;

    private static IEnumerable<Annotation> LinksOf(Page page) => page.GetAnnotations().Where(a => a.Type == AnnotationType.Link);

    private static int? PageOf(Annotation link) => (link.Action as GoToAction)?.Destination.PageNumber;
}
