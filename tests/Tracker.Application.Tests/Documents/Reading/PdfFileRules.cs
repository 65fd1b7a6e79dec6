using Tracker.Application.Documents.Reading;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Papers;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

public class PdfFileRules
{
    private static FileRead Read(byte[] pdf) => FileReading.Read(pdf, "statement.pdf");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_are_read_by_lines_with_blank_lines_where_the_page_leaves_room(bool isPacked) =>
        Assert.Equal("1. We noted the fund\nof the ports.\n\n2. We agreed to co-\noperate (in May).", Read(Pdf([Lines("1. We noted the fund", "of the ports.", "", "2. We agreed to co-", "operate (in May).")], isPacked)).Text);

    [Fact]
    public void A_page_is_read_from_top_to_bottom_and_left_to_right_whatever_its_file_begins_with()
    {
        var page = At(72, 40, "Page 1") + At(300, 700, "the fund.") + At(72, 700, "We noted") + At(72, 686, "They parted") + At(72 + 65, 690, "1", 7) + At(180, 686, "in May.") + At(72, 800, "Header");

        Assert.Equal("Header\n\nWe noted the fund.\nThey parted1 in May.\n\nPage 1", Read(Pdf([page])).Text);
    }

    [Fact]
    public void Letters_set_apart_make_words_and_words_set_apart_make_lines() =>
        Assert.Equal("We noted the fund", Read(Pdf(["BT /F1 12 Tf 72 700 Td [(W) 30 (e) -400 (not) 20 (ed)] TJ 2 Tr 60 0 Td (the) Tj 3 Tr 28 0 Td (fund) Tj ET"])).Text);

    [Fact]
    public void Pages_follow_one_another_and_paragraphs_go_on_over_their_furniture()
    {
        string Page(int n, params string[] lines) => Lines(["Tidal Forum: final", "", .. lines]) + At(280, 30, $"Page {n} of 3");
        var read = Read(Pdf([Page(1, "1. We noted the fund and", "the ports."), Page(2, "", "2. We agreed on"), Page(3, "a centre in May.")]));

        Assert.Equal(
            ["1: We noted the fund and the ports.", "2: We agreed on a centre in May."],
            TextReading.Read(read.Text).Where(p => p.Kind == PartKind.Paragraph).Select(p => $"{p.Number}: {p.Words}"));
    }

    [Fact]
    public void Pages_without_text_are_named()
    {
        Assert.Contains("Pages 2 and 4 have no text", Assert.Single(Read(Pdf([Lines("We noted."), "", Lines("We parted."), "0 0 m 10 10 l S"])).Remarks), StringComparison.Ordinal);
        Assert.Contains("Page 1 has no text", Assert.Single(Read(Pdf(["", Lines("We parted.")])).Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scanned_file_is_told_from_a_broken_one()
    {
        Assert.Equal("file.scanned", Assert.Throws<RefusedException>(() => Read(Pdf(["", ""]))).Refusals[0].Rule);
        Assert.Equal("file.broken", Assert.Throws<RefusedException>(() => Read([.. "%PDF-1.7\nnothing"u8])).Refusals[0].Rule);
    }

    [Fact]
    public void A_locked_file_says_so()
    {
        var key = new string('a', 64);
        var locked = Pdf([Lines("We noted.")], trailer: $"/ID [<{key}> <{key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{key}> /U <{key}> >>");

        var refused = Assert.Throws<RefusedException>(() => Read(locked));

        Assert.Equal("file.encrypted", refused.Refusals[0].Rule);
        Assert.Contains("password", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_run_upwards_are_left_out_and_said_to_be()
    {
        var read = Read(Pdf([Lines("We noted.") + "BT /F1 60 Tf 0 1 -1 0 300 300 Tm (DRAFT) Tj ET"]));

        Assert.Equal("We noted.", read.Text);
        Assert.Contains("Page 1 has words that run upwards", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.866 0.5 -0.5 0.866")]
    [InlineData("0.7071 0.7071 -0.7071 0.7071")]
    [InlineData("0.7071 -0.7071 0.7071 0.7071")]
    [InlineData("-1 0 0 -1")]
    public void Words_askew_across_a_page_are_left_out_and_said_to_be(string matrix)
    {
        var read = Read(Pdf([Lines("We noted.") + $"BT /F1 60 Tf {matrix} 200 300 Tm (DRAFT) Tj ET"]));

        Assert.Equal("We noted.", read.Text);
        Assert.Contains("Page 1 has words that run upwards or askew", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.99985 0.01745 -0.01745 0.99985")]
    [InlineData("0.99985 -0.01745 0.01745 0.99985")]
    [InlineData("1 0 0.33 1")]
    public void Words_of_a_page_that_lies_a_little_askew_are_read(string matrix)
    {
        var read = Read(Pdf([$"BT /F1 12 Tf {matrix} 72 700 Tm (We noted the fund.) Tj ET BT /F1 12 Tf {matrix} 72 686 Tm (We parted.) Tj ET"]));

        Assert.Equal("We noted the fund.\nWe parted.", read.Text);
        Assert.Empty(read.Remarks);
    }

    [Theory]
    [InlineData(90, "0 1 -1 0 100 72", "0 1 -1 0 114 72")]
    [InlineData(180, "-1 0 0 -1 500 100", "-1 0 0 -1 500 114")]
    [InlineData(270, "0 -1 1 0 500 700", "0 -1 1 0 486 700")]
    public void A_page_that_is_shown_turned_is_read_as_it_is_shown(int turned, string first, string second)
    {
        var read = Read(Pdf([$"BT /F1 12 Tf {first} Tm (We noted the fund) Tj ET BT /F1 12 Tf {second} Tm (of the ports.) Tj ET"]).Replace("/MediaBox", $"/Rotate {turned} /MediaBox"));

        Assert.Equal("We noted the fund\nof the ports.", read.Text);
        Assert.Empty(read.Remarks);
    }

    [Fact]
    public void More_pages_than_a_document_has_are_refused()
    {
        Assert.Equal("file.pages", Assert.Throws<RefusedException>(() => Read(Pdf(Enumerable.Repeat("", FileReading.MostPages + 1)))).Refusals[0].Rule);
        Assert.Contains("We parted.", Read(Pdf([.. Enumerable.Repeat("", FileReading.MostPages - 1), Lines("We parted.")])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_a_form_is_read()
    {
        var inside = At(0, 0, "In a form.");

        Assert.Equal("In a form.", Read(Pdf(["q 1 0 0 1 72 700 cm /X1 Do Q"], resources: "/XObject << /X1 6 0 R >>", objects: $"<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /Font << /F1 3 0 R >> >> /Length {inside.Length} >>\nstream\n{inside}\nendstream")).Text);
    }
}
