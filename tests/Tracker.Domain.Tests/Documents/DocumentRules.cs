using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>What every document has, and addresses that people follow.</summary>
public sealed class DocumentRules
{
    private static Document Of(
        string code = "CS-21", string title = "Chairman's Statement", DateOnly? published = null, string issuer = "Chair", string? address = null, params int[] paragraphs) =>
        new(code, title, DocumentKind.Statement, Some.Opened, published, issuer, address, [.. paragraphs.Select(n => new Paragraph(n, "Gist"))]);

    private static IEnumerable<string> Rules(Action deed) => Assert.Throws<RefusedException>(deed).Refusals.Select(r => r.Rule);

    [Fact]
    public void A_document_has_a_code_a_title_and_an_issuer_and_all_that_is_missing_is_said_at_once()
    {
        Assert.Equal(["code.form", "document.title", "document.issuer"], Rules(() => Of(code: "cs 21", title: " ", issuer: "")));
        Assert.Equal(["document.title"], Rules(() => Of(title: new('x', 401))));
        Assert.Equal(["document.issuer"], Rules(() => Of(issuer: new('x', 201))));
        Assert.Equal("Chairman's Statement", Of(title: " Chairman's Statement ").Title);
    }

    [Fact]
    public void It_is_not_published_before_its_own_date()
    {
        Assert.Equal(["document.published"], Rules(() => Of(published: Some.Day(-1))));
        Assert.Equal(Some.Day(0), Of(published: Some.Day(0)).PublishedOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_series_has_a_name(string series)
    {
        Assert.Equal(["document.series"], Rules(() => InSeries(series)));
        Assert.Equal(["document.series"], Rules(() => InSeries(new('x', 201))));
        Assert.Equal(["text.characters"], Rules(() => InSeries("a\0b")));
        Assert.Equal("Summit", InSeries(" Summit ").Place.Series);
        Assert.Null(Of().Series);
    }

    private static Document InSeries(string series) => new("CS-21", "Statement", DocumentKind.Statement, Some.Opened, null, "Chair", null, series: series);

    [Fact]
    public void Each_paragraph_has_its_own_number()
    {
        Assert.Equal(["document.paragraphs"], Rules(() => Of(paragraphs: [1, 2, 2])));
        Assert.Equal([1, 2], Of(paragraphs: [1, 2]).Paragraphs.Select(p => p.Number));
    }

    [Theory]
    [InlineData("https://asean.org/statement", true)]
    [InlineData("http://asean.org", true)]
    [InlineData("HTTPS://ASEAN.ORG/", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JaVaScRiPt:alert(1)//https://asean.org", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://asean.org/", false)]
    [InlineData("//asean.org", false)]
    [InlineData("asean.org", false)]
    [InlineData("https://", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_is_followed_only_by_http_and_https(string? address, bool usable) =>
        Assert.Equal(usable, WebAddress.IsUsable(address));

    [Fact]
    public void A_document_may_have_no_address_but_none_that_runs()
    {
        Assert.Null(Of().Address);
        Assert.Equal(["document.address"], Rules(() => Of(address: "javascript:alert(1)")));
        Assert.False(WebAddress.IsUsable("https://example.org/" + new string('x', 2000)));
    }

    [Fact]
    public void Why_words_cannot_be_attached_is_told()
    {
        Document Spoken(int count) => new("CS-21", "Statement", DocumentKind.Statement, Some.Opened, null, "Chair", null, [.. Enumerable.Range(1, count).Select(n => new Paragraph(n, "", "We met."))]);
        string MessageOf(int count, params Paragraph[] text) => Assert.Throws<RefusedException>(() => Spoken(count).AttachText(text, Some.Keeper, new(2025, 6, 1, 8, 0, 0, DateTimeKind.Utc))).Message;

        Assert.Equal("There are no words to attach: CS-21 has them all.", MessageOf(1, new Paragraph(1, "", "We met.")));
        Assert.Equal("Paragraph 3 has no words to attach.", MessageOf(1, new(2, "", "We parted."), new(3, "", "\u200b")));
        Assert.Equal("The text of paragraph 2 contains characters that cannot be stored.", MessageOf(1, new Paragraph(2, "", "We \0 parted.")));
        Assert.Equal("2 paragraphs of CS-21 have their words already: 1, 2. They are never changed.", MessageOf(2, [.. Enumerable.Range(1, 2).Select(n => new Paragraph(n, "", "We sang."))]));
        Assert.Equal("12 paragraphs of CS-21 have their words already: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more. They are never changed.", MessageOf(12, [.. Enumerable.Range(1, 12).Select(n => new Paragraph(n, "", "We sang."))]));
    }

    [Fact]
    public void Evidence_of_a_document_takes_its_words_from_it()
    {
        var evidence = Domain.Items.Evidence.Of(Of(address: "https://asean.org/"), 7);

        Assert.Equal(new("CS-21", "Chairman's Statement", Some.Opened, "Chair", DocumentKind.Statement, "https://asean.org/", 7), evidence);
    }
}
