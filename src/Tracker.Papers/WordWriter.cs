using System.Globalization;
using System.Xml;
using Tracker.Papers.Office;

namespace Tracker.Papers;

/// <summary>
/// Writes a paper as a Word document: A4 landscape, styles that an office can change, contents with links, no field
/// that asks for anything when it is opened.
/// </summary>
public static class WordWriter
{
    /// <inheritdoc cref="PdfWriter.Write"/>
    public static void Write(Paper paper, Stream to, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        var meter = new Meter(paper, progress, ct);
        using (var package = new Package(to))
        {
            package.AddFrame(paper, "word/document.xml", [("word/document.xml", Type + "document.main+xml"), ("word/styles.xml", Type + "styles+xml"), ("word/numbering.xml", Type + "numbering+xml"), ("word/settings.xml", Type + "settings+xml"), ("word/header1.xml", Type + "header+xml"), ("word/footer1.xml", Type + "footer+xml")]);
            package.Add("word/styles.xml", WordStyles.Of(paper.Language));
            package.Add("word/numbering.xml", WordStyles.Numbering);
            package.Add("word/settings.xml", WordStyles.SettingsOf(paper.Language));
            package.Add("word/header1.xml", WordStyles.HeaderOf(paper));
            package.Add("word/footer1.xml", WordStyles.FooterOf(paper));
            WordBody body;
            using (var xml = package.Begin("word/document.xml"))
            {
                body = new WordBody(paper, xml, meter);
                body.Write();
            }

            package.Add("word/_rels/document.xml.rels", Package.RelationshipsOf(body.Relationships));
        }

        meter.Finish();
    }
}

/// <summary>The main part of a Word document; widths are twentieths of a point.</summary>
internal sealed class WordBody(Paper paper, XmlWriter xml, Meter meter)
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int Width = 15138;

    /// <summary>A row with more characters than this in one cell may go on to the next page.</summary>
    private const int ShortText = 700;

    /// <summary>A section with more rows than this begins a page.</summary>
    private const int ManyRows = 20;

    private readonly Places _places = new(paper);
    private readonly Dictionary<string, string> _addresses = [];
    private int _bookmarks;

    public IEnumerable<(string Id, string Type, string Target, bool IsExternal)> Relationships =>
    [
        .. new[] { "styles", "numbering", "settings", "header", "footer" }.Select(part => ("r-" + part, R + "/" + part, part is "header" or "footer" ? part + "1.xml" : part + ".xml", false)),
        .. _addresses.Select(a => (a.Value, R + "/hyperlink", a.Key, true)),
    ];

    public void Write()
    {
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("w", "document", W);
        xml.WriteAttributeString("xmlns", "r", null, R);
        Start("body");
        Cover();
        Contents();
        for (var s = 0; s < paper.Sections.Count; s++)
        {
            Section(paper.Sections[s], s);
        }

        Start("sectPr");
        Reference("headerReference", "r-header");
        Reference("footerReference", "r-footer");
        Empty("pgSz", ("w", "16838"), ("h", "11906"), ("orient", "landscape"));
        Empty("pgMar", ("top", "1134"), ("right", "850"), ("bottom", "964"), ("left", "850"), ("header", "510"), ("footer", "454"), ("gutter", "0"));
        End();
        End();
        End();
        xml.WriteEndDocument();
    }

    private void Cover()
    {
        Paragraph("Title", paper.Title);
        Paragraph("Subtitle", paper.Subtitle);
        if (paper.Facts.Count > 0)
        {
            StartTable("FactTable", "What this paper is about", [3000, Width - 3000], hasHead: false);
            foreach (var fact in paper.Facts)
            {
                Start("tr");
                FactCell(3000, new Text(new Run(fact.Label, Emphasis.Muted)));
                FactCell(Width - 3000, fact.Value);
                End();
            }

            End();
            Paragraph("AfterTable", "");
        }

        Paragraph("Note", "Content " + paper.ContentHash + " (SHA-256)");

        void FactCell(int width, Text text)
        {
            Start("tc");
            CellWidth(width);
            Paragraph("FactText", text);
            End();
        }
    }

    private void Contents()
    {
        if (_places.Headings.Count == 0)
        {
            return;
        }

        Paragraph("TOCHeading", "Contents");
        foreach (var entry in _places.Headings)
        {
            StartParagraph(entry.Level == 1 ? "TOC1" : "TOC2");
            Start("hyperlink");
            Attribute("anchor", entry.Name);
            Attribute("history", "1");
            Run(new Run(entry.Heading), leads: false);
            End();
            End();
        }
    }

    private void Section(Section section, int index)
    {
        Heading("Heading1", section.Heading, Places.SectionName(index), startsPage: index == 0 || section.Blocks.OfType<Table>().Sum(t => t.RowCount) > ManyRows);
        var group = 0;
        for (var n = 0; n < section.Blocks.Count; n++)
        {
            switch (section.Blocks[n])
            {
                case Paragraph paragraph:
                    meter.Step();
                    Paragraph("Normal", paragraph.Text, keepNext: n + 1 < section.Blocks.Count && section.Blocks[n + 1] is Papers.Table or Papers.Figures);
                    break;
                case Bullets bullets:
                    meter.Step();
                    foreach (var item in bullets.Items)
                    {
                        Paragraph("ListBullet", item);
                    }

                    break;
                case Figures figures:
                    meter.Step();
                    Table(figures.AsTable, null, () => { });
                    break;
                case Table table:
                    Table(table, () => Places.GroupName(index, ++group), meter.Step);
                    break;
            }
        }
    }

    private void Table(Table table, Func<string>? nextName, Action step)
    {
        if (table.Caption.Length > 0)
        {
            Paragraph("Caption", table.Caption);
        }

        if (table.RowCount == 0 && !table.HasGroups)
        {
            Paragraph("Normal", new Text(new Run(table.WhenEmpty, Emphasis.Muted)));
        }

        int[] widths = [.. Widths.Of(table.Columns, table.Groups.SelectMany(g => g.Rows), Width, 88, 180).Select(w => (int)w)];
        foreach (var group in table.Groups)
        {
            var name = nextName?.Invoke();
            if (group.Heading.Length > 0)
            {
                Heading("Heading2", group.Heading, name!, startsPage: false);
                if (group.Rows.Count == 0)
                {
                    Paragraph("Normal", new Text(new Run(table.WhenEmpty, Emphasis.Muted)));
                }
            }
            else if (name is not null && group.Place is not null)
            {
                StartParagraph("AfterTable");
                Bookmark(name);
                End();
            }

            if (group.Rows.Count > 0 && table.Columns.Count > 0)
            {
                Rows(table, group, widths, step);
            }
        }
    }

    private void Rows(Table table, Group group, int[] widths, Action step)
    {
        StartTable("PaperTable", group.Heading.Length > 0 ? $"{table.Caption}: {group.Heading}" : table.Caption, widths, hasHead: true);
        Start("tr");
        Start("trPr");
        Empty("cantSplit");
        Empty("tblHeader");
        End();
        for (var n = 0; n < widths.Length; n++)
        {
            Start("tc");
            CellWidth(widths[n]);
            CellText(table.Columns[n].Heading, table.Columns[n].IsRight, keepNext: true);
            End();
        }

        End();
        for (var at = 0; at < group.Rows.Count; at++)
        {
            // No row stands alone on a page, neither the first under the headings nor the last.
            var (row, keepNext) = (group.Rows[at], group.Rows.Count > 1 && (at == 0 || at == group.Rows.Count - 2));
            step();
            Start("tr");
            if (!row.Cells.Any(c => c.InWords.Length > ShortText))
            {
                Start("trPr");
                Empty("cantSplit");
                End();
            }

            var place = _places.TakeRow(row);
            for (var n = 0; n < widths.Length; n++)
            {
                var cell = n < row.Cells.Count ? row.Cells[n] : Cell.Nothing;
                Start("tc");
                CellWidth(widths[n]);
                CellText(cell as Text ?? new Text(new Run(cell.InWords, cell is Nothing ? Emphasis.Muted : Emphasis.None)), table.Columns[n].IsRight || cell is Number or Percent or Money, keepNext, place: n == 0 ? place : null);
                End();
            }

            End();
        }

        End();
        Paragraph("AfterTable", "");
    }

    private void StartTable(string style, string caption, int[] widths, bool hasHead)
    {
        Start("tbl");
        Start("tblPr");
        Empty("tblStyle", ("val", style));
        Empty("tblW", ("w", Width.ToString(CultureInfo.InvariantCulture)), ("type", "dxa"));
        Empty("tblLayout", ("type", "fixed"));
        Empty("tblLook", ("val", hasHead ? "0020" : "0000"), ("firstRow", hasHead ? "1" : "0"), ("lastRow", "0"), ("firstColumn", "0"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1"));
        Empty("tblCaption", ("val", Writing.Clean(caption)));
        End();
        Start("tblGrid");
        foreach (var width in widths)
        {
            Empty("gridCol", ("w", width.ToString(CultureInfo.InvariantCulture)));
        }

        End();
    }

    private void CellWidth(int width)
    {
        Start("tcPr");
        Empty("tcW", ("w", width.ToString(CultureInfo.InvariantCulture)), ("type", "dxa"));
        End();
    }

    private void CellText(Text text, bool isRight, bool keepNext, string? place = null)
    {
        Start("p");
        Start("pPr");
        Empty("pStyle", ("val", "TableText"));
        if (keepNext)
        {
            Empty("keepNext");
        }

        if (isRight)
        {
            Empty("ind", ("right", "80"));
            Empty("jc", ("val", "right"));
        }

        End();
        if (place is not null)
        {
            Bookmark(place);
        }

        Runs(text);
        End();
    }

    private void Heading(string style, string heading, string name, bool startsPage)
    {
        Start("p");
        Start("pPr");
        Empty("pStyle", ("val", style));
        if (startsPage)
        {
            Empty("pageBreakBefore");
        }

        End();
        Bookmark(name);
        Run(new Run(heading), leads: false);
        End();
    }

    private void Bookmark(string name)
    {
        var id = (++_bookmarks).ToString(CultureInfo.InvariantCulture);
        Empty("bookmarkStart", ("id", id), ("name", name));
        Empty("bookmarkEnd", ("id", id));
    }

    private void Paragraph(string style, Text text, bool keepNext = false)
    {
        StartParagraph(style, keepNext);
        Runs(text);
        End();
    }

    private void StartParagraph(string style, bool keepNext = false)
    {
        Start("p");
        Start("pPr");
        Empty("pStyle", ("val", style));
        if (keepNext)
        {
            Empty("keepNext");
        }

        End();
    }

    private void Runs(Text text)
    {
        foreach (var run in text.Runs)
        {
            if (_places.NameOf(run.Link) is { } place)
            {
                Start("hyperlink");
                Attribute("anchor", place);
            }
            else if (Writing.AddressOf(run.Link) is { } address)
            {
                if (!_addresses.TryGetValue(address, out var id))
                {
                    _addresses.Add(address, id = "a" + _addresses.Count.ToString(CultureInfo.InvariantCulture));
                }

                Start("hyperlink");
                xml.WriteAttributeString("id", R, id);
            }
            else
            {
                Run(run, leads: false);
                continue;
            }

            Attribute("history", "1");
            Run(run, leads: true);
            End();
        }
    }

    private void Run(Run run, bool leads)
    {
        if (run.Text.Length == 0)
        {
            return;
        }

        Start("r");
        if (leads || run.Emphasis != Emphasis.None || run.Tone != Tone.None)
        {
            Start("rPr");
            if (leads || run.Emphasis.HasFlag(Emphasis.Muted))
            {
                Empty("rStyle", ("val", leads ? "Hyperlink" : "Muted"));
            }

            if (run.Emphasis.HasFlag(Emphasis.Bold))
            {
                Empty("b");
            }

            if (run.Emphasis.HasFlag(Emphasis.Struck))
            {
                Empty("strike");
            }

            if (!leads && run.Tone != Tone.None)
            {
                Empty("color", ("val", Writing.ColourOf(run)));
            }

            End();
        }

        var lines = Writing.Clean(run.Text).Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            if (n > 0)
            {
                Empty("br");
            }

            Start("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(lines[n]);
            End();
        }

        End();
    }

    private void Reference(string name, string id)
    {
        Start(name);
        Attribute("type", "default");
        xml.WriteAttributeString("id", R, id);
        End();
    }

    private void Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(name);
        foreach (var (attribute, value) in attributes)
        {
            Attribute(attribute, value);
        }

        End();
    }

    private void Start(string name) => xml.WriteStartElement("w", name, W);
    private void Attribute(string name, string value) => xml.WriteAttributeString("w", name, W, value);
    private void End() => xml.WriteEndElement();
}
