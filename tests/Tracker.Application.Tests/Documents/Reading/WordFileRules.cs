using System.Text;
using Tracker.Application.Documents.Reading;
using Tracker.Domain;
using static Tracker.Application.Tests.Documents.Reading.Files;

namespace Tracker.Application.Tests.Documents.Reading;

public class WordFileRules
{
    private static FileRead Read(string body, string? numbering = null, string? styles = null, string? footnotes = null) => FileReading.Read(Word(body, numbering, styles, footnotes), "statement.docx");

    private static string[] Paragraphs(FileRead read) => read.Text.Split("\n\n");

    private static string Run(string words) => $"<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>";

    private static string Level(int level, string format, string text, int start = 1, string more = "") =>
        $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>";

    private static readonly string Lists =
        $"<w:abstractNum w:abstractNumId=\"1\">{Level(0, "decimal", "%1.")}{Level(1, "decimal", "%1.%2")}{Level(2, "lowerLetter", "(%3)")}{Level(3, "bullet", "\uf0b7")}</w:abstractNum>"
        + $"<w:abstractNum w:abstractNumId=\"2\">{Level(0, "upperRoman", "%1)", 4)}{Level(1, "decimal", "%1.%2", 1, "<w:isLgl/>")}</w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>"
        + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>";

    [Fact]
    public void Automatic_numbers_are_written_into_the_text()
    {
        var read = Read(P("We noted.", Num(1)) + P("Ports", Num(1, 1)) + P("Ferries", Num(1, 1)) + P("in May", Num(1, 2)) + P("in June", Num(1, 2)) + P("boats", Num(1, 3)) + P("No number.") + P("We agreed.", Num(1)) + P("Tides", Num(1, 1)), Lists);

        Assert.Equal(["1. We noted.", "1.1 Ports", "1.2 Ferries", "(a) in May", "(b) in June", "• boats", "No number.", "2. We agreed.", "2.1 Tides"], Paragraphs(read));
        Assert.Equal(FileKind.Word, read.Kind);
    }

    [Fact]
    public void Numbers_begin_where_their_list_says() =>
        Assert.Equal(["IV) a", "V) b", "5.1 c", "1. d", "7. e", "8. f"], Paragraphs(Read(P("a", Num(2)) + P("b", Num(2)) + P("c", Num(2, 1)) + P("d", Num(1)) + P("e", Num(3)) + P("f", Num(3)), Lists)));

    [Fact]
    public void Numbers_may_come_from_a_style_and_be_switched_off()
    {
        const string Styles = "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Para\"><w:basedOn w:val=\"Base\"/></w:style>";

        Assert.Equal(["1. a", "b", "2. c"], Paragraphs(Read(P("a", "<w:pStyle w:val=\"Para\"/>") + P("b", "<w:pStyle w:val=\"Para\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>") + P("c", "<w:pStyle w:val=\"Base\"/>"), Lists, Styles)));
    }

    [Fact]
    public void Rows_of_tables_are_lines()
    {
        const string Cell = "<w:tc><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc>";
        string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => Cell.Replace("{0}", c, StringComparison.Ordinal)))}</w:tr>";

        Assert.Equal("Plan\n\n1.1\tHold talks\n1.2\tShare charts\n\nEnd", Read(P("Plan") + $"<w:tbl>{Row("1.1", "Hold talks")}{Row("1.2", "Share charts")}</w:tbl>" + P("End")).Text);
    }

    [Fact]
    public void Footnotes_stand_at_the_end()
    {
        const string Notes = "<w:footnote w:id=\"-1\" w:type=\"separator\"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"5\"><w:p><w:r><w:t>As of May.</w:t></w:r></w:p></w:footnote>";

        Assert.Equal(["We noted the fund[1].", "We parted.", "[1] As of May."], Paragraphs(Read("<w:p><w:r><w:t>We noted the fund</w:t></w:r><w:r><w:footnoteReference w:id=\"5\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>" + P("We parted."), footnotes: Notes)));
    }

    [Fact]
    public void Deleted_words_are_left_out_and_inserted_ones_are_kept()
    {
        var read = Read(
            "<w:p><w:r><w:t xml:space=\"preserve\">We </w:t></w:r><w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>noted</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"a\"><w:r><w:t>welcomed</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> the fund</w:t></w:r></w:p>"
            + "<w:p><w:pPr><w:rPr><w:del w:id=\"3\" w:author=\"a\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">We agreed </w:t></w:r></w:p>" + P("to meet."));

        Assert.Equal(["We welcomed the fund", "We agreed to meet."], Paragraphs(read));
        Assert.Contains("tracked changes", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Moved_words_stand_where_they_were_moved_to()
    {
        const string From = "<w:moveFrom w:id=\"1\" w:author=\"a\"><w:r><w:t xml:space=\"preserve\">of the ports </w:t></w:r></w:moveFrom>";
        var read = Read(
            $"<w:p>{Run("We noted the fund ")}{From}{Run("in May")}{From.Replace("moveFrom", "moveTo", StringComparison.Ordinal).Replace("of the ports ", " of the ports", StringComparison.Ordinal)}{Run(".")}</w:p>"
            + $"<w:moveFrom w:id=\"2\" w:author=\"a\">{P("We parted.")}</w:moveFrom>" + P("We met.") + $"<w:moveTo w:id=\"3\" w:author=\"a\">{P("We parted.")}</w:moveTo>");

        Assert.Equal(["We noted the fund in May of the ports.", "We met.", "We parted."], Paragraphs(read));
        Assert.Contains("tracked changes", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("del")]
    [InlineData("moveFrom")]
    public void Paragraphs_that_are_gone_have_no_number(string change)
    {
        var (mark, words) = ($"<w:rPr><w:{change} w:id=\"1\" w:author=\"a\"/></w:rPr>", $"<w:{change} w:id=\"2\" w:author=\"a\">{Run("We parted.").Replace("w:t", change == "del" ? "w:delText" : "w:t", StringComparison.Ordinal)}</w:{change}>");

        Assert.Equal(["1. We noted.", "2. We met."], Paragraphs(Read(P("We noted.", Num(1)) + $"<w:p><w:pPr>{Num(1)}{mark}</w:pPr>{words}</w:p>" + P("We met.", Num(1)), Lists)));
    }

    [Fact]
    public void A_deleted_row_is_left_out()
    {
        string Row(string words, string properties = "") => $"<w:tr>{properties}<w:tc>{P(words)}</w:tc></w:tr>";
        var read = Read($"<w:tbl>{Row("Hold talks")}{Row("Share charts", "<w:trPr><w:del w:id=\"1\" w:author=\"a\"/></w:trPr>")}{Row("Meet")}</w:tbl>");

        Assert.Equal("Hold talks\nMeet", read.Text);
        Assert.Contains("tracked changes", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Endnotes_stand_at_the_end_and_comments_and_footers_nowhere()
    {
        const string Note = "<w:p><w:r><w:t>{0}</w:t></w:r></w:p>";
        (string, byte[]) Part(string name, string root, string inside) => ($"word/{name}.xml", Encoding.UTF8.GetBytes($"<w:{root} xmlns:w=\"{W}\">{inside}</w:{root}>"));
        string Of(string words) => Note.Replace("{0}", words, StringComparison.Ordinal);
        var content = Zip(
            Part("document", "document", $"<w:body><w:p><w:commentRangeStart w:id=\"1\"/>{Run("We noted the fund")}<w:r><w:endnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>{Run(" in May")}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{Run(".")}</w:p>{P("We parted.")}<w:sectPr><w:footerReference w:type=\"default\"/></w:sectPr></w:body>"),
            Part("comments", "comments", $"<w:comment w:id=\"1\">{Of("A comment.")}</w:comment>"),
            Part("footer1", "ftr", Of("A footer.")),
            Part("endnotes", "endnotes", $"<w:endnote w:id=\"2\">{Of("Of 2031.")}</w:endnote><w:endnote w:id=\"3\">{Of("Named nowhere.")}</w:endnote>"),
            Part("footnotes", "footnotes", $"<w:footnote w:id=\"2\">{Of("Late in May.")}</w:footnote>"));

        var read = FileReading.Read(content, "statement.docx");

        Assert.Equal("We noted the fund[1] in May[2].\n\nWe parted.\n\n[1] Of 2031.\n\n[2] Late in May.", read.Text);
        Assert.Empty(read.Remarks);
    }

    [Fact]
    public void Hidden_words_headers_and_instructions_of_fields_are_left_out()
    {
        const string Styles = "<w:style w:type=\"character\" w:styleId=\"Hid\"><w:rPr><w:vanish/></w:rPr></w:style>";
        var read = Read(
            "<w:p><w:r><w:t>We noted.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Hid\"/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> Shown.</w:t></w:r>"
            + "<w:r><w:instrText>HYPERLINK secret</w:instrText></w:r><w:hyperlink><w:r><w:t> Linked.</w:t></w:r></w:hyperlink></w:p>",
            styles: Styles);

        Assert.Equal("We noted. Shown. Linked.", read.Text.Replace("  ", " ", StringComparison.Ordinal));
        Assert.Contains("Hidden", Assert.Single(read.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_boxes_and_controls_are_read_once()
    {
        const string Box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>";
        var document = $"<w:document xmlns:w=\"{W}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body><w:p><w:r><w:t>We noted.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{Box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{Box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            + "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body></w:document>";

        Assert.Equal(["We noted.", "In a box.", "In a control."], Paragraphs(FileReading.Read(WordOf(document), "t.docx")));
    }

    [Fact]
    public void Line_breaks_tabs_and_hyphens_stay() =>
        Assert.Equal("a\nb\tc-d", Read("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r></w:p>").Text);

    [Fact]
    public void Nothing_outside_the_file_is_asked_for()
    {
        const string Outside = "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
        var refused = Assert.Throws<RefusedException>(() => FileReading.Read(WordOf($"{Outside}<w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"), "t.docx"));

        Assert.Equal("file.broken", refused.Refusals[0].Rule);
        Assert.Contains("word/document.xml", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_part_is_named()
    {
        var refused = Assert.Throws<RefusedException>(() => FileReading.Read(WordOf($"<w:document xmlns:w=\"{W}\"><w:body><w:p>"), "t.docx"));

        Assert.Equal("file.broken", refused.Refusals[0].Rule);
        Assert.Contains("word/document.xml", refused.Message, StringComparison.Ordinal);
    }
}
