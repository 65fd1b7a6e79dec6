using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Tracker.Papers.Office;

namespace Tracker.Papers;

/// <summary>
/// Writes a paper as an Excel workbook: a cover, then a sheet per section, cells typed, filters and frozen headings,
/// ready to be printed. The group of a row is its first column. Nothing in it is a formula.
/// </summary>
public static class ExcelWriter
{
    /// <inheritdoc cref="PdfWriter.Write"/>
    public static void Write(Paper paper, Stream to, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        var meter = new Meter(paper, progress, ct);
        var book = new ExcelBook(paper);
        using (var package = new Package(to))
        {
            List<string> sheets = [.. book.Sheets.Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{n + 1}.xml"))];
            package.AddFrame(paper, "xl/workbook.xml", [("xl/workbook.xml", Type + "sheet.main+xml"), ("xl/styles.xml", Type + "styles+xml"), .. sheets.Select(s => ("xl/" + s, Type + "worksheet+xml"))]);
            package.Add("xl/workbook.xml", book.Xml());
            package.Add("xl/_rels/workbook.xml.rels", Package.RelationshipsOf([("styles", Relation + "styles", "styles.xml", false), .. sheets.Select((s, n) => (string.Create(CultureInfo.InvariantCulture, $"s{n + 1}"), Relation + "worksheet", s, false))]));
            for (var n = 0; n < sheets.Count; n++)
            {
                ExcelSheet sheet;
                using (var xml = package.Begin("xl/" + sheets[n]))
                {
                    sheet = new ExcelSheet(book, n, xml, meter);
                    sheet.Write();
                }

                if (sheet.Addresses.Count > 0)
                {
                    package.Add("xl/worksheets/_rels/" + sheets[n]["worksheets/".Length..] + ".rels", Package.RelationshipsOf(sheet.Addresses.Select(a => (a.Value, Relation + "hyperlink", a.Key, true))));
                }
            }

            package.Add("xl/styles.xml", book.Styles.Xml());
        }

        meter.Finish();
    }
}

/// <summary>What a workbook knows before its sheets are written: their names, and in which row everything will stand.</summary>
internal sealed partial class ExcelBook
{
    private readonly Dictionary<string, (int Sheet, int Row)> _rows = [];
    private readonly Places _places;

    public ExcelBook(Paper paper)
    {
        Paper = paper;
        _places = new(paper);
        List<string> names = [NameOf("Cover", [])];
        foreach (var section in paper.Sections)
        {
            names.Add(NameOf(section.Name.Length > 0 ? section.Name : section.Heading, names));
        }

        Sheets.Add(new(names[0], null, 0));
        var places = new Places(paper);
        for (var s = 0; s < paper.Sections.Count; s++)
        {
            Sheets.Add(new(names[s + 1], paper.Sections[s], PlaceRows(paper.Sections[s], s, places)));
        }
    }

    public Paper Paper { get; }
    public ExcelStyles Styles { get; } = new();
    public List<Sheet> Sheets { get; } = [];
    public IReadOnlyList<Places.Entry> Headings => _places.Headings;

    /// <summary>Where in the workbook a link or a heading leads, as "'Matrix'!A12"; null where it leads nowhere.</summary>
    public string? CellOf(string? link) => _places.NameOf(link) is { } name ? CellOfName(name) : null;

    public string CellOfName(string name) => _rows[name] is var (sheet, row) ? string.Create(CultureInfo.InvariantCulture, $"{Quoted(Sheets[sheet].Name)}!A{row}") : "";

    public string Xml()
    {
        var sheets = string.Concat(Sheets.Select((s, n) => string.Create(CultureInfo.InvariantCulture, $"""<sheet name="{Package.Escape(s.Name)}" sheetId="{n + 1}" r:id="s{n + 1}"/>""")));
        var names = string.Concat(Sheets.Select((s, n) => (Sheet: s, Number: n)).Where(s => s.Sheet.HeadRow > 0).Select(s =>
        {
            var (quoted, row) = (Package.Escape(Quoted(s.Sheet.Name)), s.Sheet.HeadRow);
            return string.Create(CultureInfo.InvariantCulture, $"""<definedName name="_xlnm._FilterDatabase" localSheetId="{s.Number}" hidden="1">{quoted}!$A${row}:${ColumnOf(s.Sheet.FilterColumns)}${s.Sheet.LastRow}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="{s.Number}">{quoted}!${row}:${row}</definedName>""");
        }));
        return $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets>{sheets}</sheets>{(names.Length > 0 ? $"<definedNames>{names}</definedNames>" : "")}</workbook>""";
    }

    /// <summary>"A" for 1, "AA" for 27.</summary>
    public static string ColumnOf(int number) => (number > 26 ? ((char)('A' + (number - 1) / 26 - 1)).ToString() : "") + (char)('A' + (number - 1) % 26);

    private static string Quoted(string name) => "'" + name.Replace("'", "''") + "'";

    /// <summary>Notes the row of each place; returns that of the first table's headings, 0 where there is no table.</summary>
    private int PlaceRows(Section section, int index, Places places)
    {
        _rows[Places.SectionName(index)] = (index + 1, 1);
        var (row, head, number) = (ExcelSheet.FirstRow, 0, 0);
        foreach (var block in section.Blocks)
        {
            if (block is not Table table)
            {
                row += ExcelSheet.RowsOf(block);
                continue;
            }

            row += ExcelSheet.RowsBeforeHead(table);
            head = head == 0 ? row : head;
            row++;
            foreach (var group in table.Groups)
            {
                _rows[Places.GroupName(index, ++number)] = (index + 1, row);
                foreach (var item in group.Rows)
                {
                    if (places.TakeRow(item) is { } name)
                    {
                        _rows[name] = (index + 1, row);
                    }

                    row++;
                }
            }

            row += ExcelSheet.RowsAfter(table);
        }

        return head;
    }

    /// <summary>A name that Excel accepts and no earlier sheet has.</summary>
    private static string NameOf(string wanted, List<string> taken)
    {
        var name = Forbidden().Replace(Writing.Clean(wanted), " ").Trim(' ', '\'');
        name = name.Length == 0 ? "Sheet" : name.Equals("History", StringComparison.OrdinalIgnoreCase) ? "History of items" : name;
        for (var n = 1; ; n++)
        {
            var tail = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({n})");
            var room = 31 - tail.Length;
            var head = name.Length <= room ? name : name[..(char.IsHighSurrogate(name[room - 1]) ? room - 1 : room)].Trim(' ', '\'');
            if (!taken.Contains(head + tail, StringComparer.OrdinalIgnoreCase))
            {
                return head + tail;
            }
        }
    }

    [GeneratedRegex(@"[\[\]:*?/\\\t\n]")]
    private static partial Regex Forbidden();

    /// <param name="HeadRow">The row of the headings of its first table, 0 where it has none.</param>
    internal sealed record Sheet(string Name, Section? Section, int HeadRow)
    {
        private Table? First => Section?.Blocks.OfType<Table>().FirstOrDefault();
        public int LastRow => HeadRow + (First?.RowCount ?? 0);
        public int FilterColumns => First is { } table ? ExcelSheet.ColumnsOf(table).Count : 0;
    }
}

/// <summary>One sheet of a workbook, written row by row.</summary>
internal sealed partial class ExcelSheet(ExcelBook book, int number, XmlWriter xml, Meter meter)
{
    /// <summary>The row below the heading and the line of day and instant.</summary>
    public const int FirstRow = 4;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int Characters = 165;
    private const int MostText = 32_767;
    private const double HighestRow = 409;
    private const int MostLinks = 65_000;
    private static readonly DateOnly DayZero = new(1899, 12, 30);
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    private readonly ExcelBook.Sheet _sheet = book.Sheets[number];
    private readonly List<string> _merged = [];
    private readonly List<(string Cell, string? Id, string? Location)> _links = [];
    private int _row;
    private int _columns = 2;
    private double _width;
    private List<double> _widths = [];

    /// <summary>The https addresses that the sheet leads to, each with the name of its relationship.</summary>
    public Dictionary<string, string> Addresses { get; } = [];

    public static int RowsOf(Block block) => block switch
    {
        Bullets bullets => bullets.Items.Count,
        Figures figures => RowsBeforeHead(figures.AsTable) + 1 + figures.Items.Count + RowsAfter(figures.AsTable),
        _ => 1,
    };

    public static int RowsBeforeHead(Table table) => table.Caption.Length > 0 ? 1 : 0;

    /// <summary>An empty row, after the words that stand in for rows.</summary>
    public static int RowsAfter(Table table) => table.RowCount == 0 ? 2 : 1;

    public static List<Column> ColumnsOf(Table table) => table.HasGroups ? [new(table.GroupedBy, 2), .. table.Columns] : [.. table.Columns];

    public void Write()
    {
        List<Table> tables = [.. (_sheet.Section?.Blocks ?? []).Select(b => b is Figures figures ? figures.AsTable : b as Table).OfType<Table>()];
        _widths = WidthsOf(tables);
        (_columns, _width) = (_widths.Count, _widths.Sum());

        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteAttributeString("xmlns", "r", null, R);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        // A pane that leaves little room below it would be in the way.
        var pane = _sheet.HeadRow is > 0 and <= 9 ? string.Create(CultureInfo.InvariantCulture, $"<pane ySplit=\"{_sheet.HeadRow}\" topLeftCell=\"A{_sheet.HeadRow + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{_sheet.HeadRow + 1}\" sqref=\"A{_sheet.HeadRow + 1}\"/>") : "";
        xml.WriteRaw($"<sheetViews><sheetView showGridLines=\"0\"{(number == 0 ? " tabSelected=\"1\"" : "")} workbookViewId=\"0\">{pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        xml.WriteRaw("<cols>" + string.Concat(_widths.Select((w, n) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{n + 1}\" max=\"{n + 1}\" width=\"{w:0.##}\" customWidth=\"1\"/>"))) + "</cols>");
        xml.WriteStartElement("sheetData");
        if (_sheet.Section is { } section)
        {
            Section(section);
        }
        else
        {
            Cover();
        }

        xml.WriteEndElement();
        if (_sheet.HeadRow > 0 && _sheet.FilterColumns > 0)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A{_sheet.HeadRow}:{ExcelBook.ColumnOf(_sheet.FilterColumns)}{_sheet.LastRow}\"/>"));
        }

        if (_merged.Count > 0)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"{_merged.Count}\">{string.Concat(_merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>"));
        }

        if (_links.Count > 0)
        {
            xml.WriteStartElement("hyperlinks");
            foreach (var (cell, id, location) in _links)
            {
                xml.WriteStartElement("hyperlink");
                xml.WriteAttributeString("ref", cell);
                if (id is not null)
                {
                    xml.WriteAttributeString("id", R, id);
                }
                else
                {
                    xml.WriteAttributeString("location", location);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteRaw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>");
        xml.WriteRaw($"<headerFooter><oddHeader>{OnPaper("&L", book.Paper.Title)}</oddHeader><oddFooter>{OnPaper("&L", book.Paper.AsOfLine)}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>");
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>Text of a header or footer, of which Excel allows 255 characters; "&amp;" would begin a code.</summary>
    private static string OnPaper(string side, string text)
    {
        var clean = Writing.Clean(text).Replace('\n', ' ');
        clean = clean.Length <= 110 ? clean : clean[..(char.IsHighSurrogate(clean[108]) ? 108 : 109)] + "…";
        return Package.Escape(side + clean.Replace("&", "&&"));
    }

    private static List<double> WidthsOf(List<Table> tables)
    {
        if (tables.Count == 0)
        {
            return [30, Characters - 30];
        }

        // The columns are those of the table that has most of them; the others stand under them.
        var widest = tables.MaxBy(t => ColumnsOf(t).Count)!;
        var rows = widest.Groups.SelectMany(g => widest.HasGroups ? g.Rows.Select(r => new Row([g.Heading, .. r.Cells])) : g.Rows);
        List<double> widths = [.. Widths.Of(ColumnsOf(widest), rows, Characters, 1, 3)];
        return widths.Count > 1 ? widths : [60, Characters - 60];
    }

    private void Cover()
    {
        var paper = book.Paper;
        Wide(paper.Title, new(Font.Title, Side: "left"), 26);
        Wide(paper.Subtitle, new(Font.Muted, Side: "left"), 14);
        Wide("", new());
        foreach (var fact in paper.Facts)
        {
            StartRow(HeightOf([fact.Label, fact.Value]));
            WriteCell(1, (Text)fact.Label, new(Font.Muted, Border.Hairline, Side: "left"));
            WriteCell(2, fact.Value, new(Border: Border.Hairline, Side: "left"));
            xml.WriteEndElement();
        }

        Wide("", new());
        Wide(paper.AsOfLine, new(Side: "left"));
        Wide("Content " + paper.ContentHash + " (SHA-256)", new(Font.Muted, Side: "left"));
        Wide("", new());
        Wide("Contents", new(Font.Heading, Side: "left"), 22);
        foreach (var heading in book.Headings)
        {
            StartRow();
            WriteCell(1, (Text)heading.Heading, new(Font.Link, Side: "left", Indent: 2 * (heading.Level - 1)));
            _links.Add((At(1), null, book.CellOfName(heading.Name)));
            _merged.Add(At(1) + ":" + At(_columns));
            xml.WriteEndElement();
        }
    }

    private void Section(Section section)
    {
        Wide(section.Heading, new(Font.Heading, Side: "left"), 22);
        Wide(book.Paper.AsOfLine, new(Font.Muted, Side: "left"));
        Wide("", new());
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    meter.Step();
                    Wide(paragraph.Text, new(Side: "left"));
                    break;
                case Bullets bullets:
                    meter.Step();
                    foreach (var item in bullets.Items)
                    {
                        Wide(new Text([new Run("• "), .. item.Runs]), new(Side: "left"));
                    }

                    break;
                case Figures figures:
                    meter.Step();
                    Table(figures.AsTable, () => { });
                    break;
                case Table table:
                    Table(table, meter.Step);
                    break;
            }
        }
    }

    private void Table(Table table, Action step)
    {
        var columns = ColumnsOf(table);
        if (table.Caption.Length > 0)
        {
            Wide(table.Caption, new(Font.Muted, Side: "left"));
        }

        StartRow(HeightOf([.. columns.Select(c => (Cell)c.Heading)]) + 4, isFixed: true);
        for (var n = 0; n < columns.Count; n++)
        {
            WriteCell(n + 1, (Text)columns[n].Heading, new(Font.Head, Border.Head, Side: columns[n].IsRight ? "right" : "left", IsBand: true, Indent: n > 0 || columns[n].IsRight ? 1 : 0));
        }

        xml.WriteEndElement();
        foreach (var group in table.Groups)
        {
            foreach (var row in group.Rows)
            {
                step();
                var first = table.HasGroups ? 1 : 0;
                StartRow(HeightOf(first == 1 ? [group.Heading, .. row.Cells] : row.Cells));
                if (first == 1)
                {
                    WriteCell(1, (Text)group.Heading, new(Border: Border.Hairline, Side: "left"));
                }

                for (var n = 0; n < table.Columns.Count; n++)
                {
                    var cell = n < row.Cells.Count ? row.Cells[n] : Cell.Nothing;
                    WriteCell(first + n + 1, cell, Look.Of(cell, table.Columns[n].IsRight, first + n > 0));
                }

                xml.WriteEndElement();
            }
        }

        if (table.RowCount == 0)
        {
            Wide(table.WhenEmpty, new(Font.Muted, Side: "left"));
        }

        Wide("", new());
    }

    /// <summary>A row whose text goes over all columns.</summary>
    private void Wide(Text text, Look look, double lineHeight = 14)
    {
        var words = text.InWords;
        StartRow(Math.Min(HighestRow, 3 + Widths.LinesOf(words, RoomOf(_width) * 14 / lineHeight) * lineHeight), isFixed: true);
        if (words.Length > 0)
        {
            WriteCell(1, text, look);
            _merged.Add(At(1) + ":" + At(_columns));
        }

        xml.WriteEndElement();
    }

    /// <summary>What a column has room for, in hundredths of the size of the text: a digit takes 47 to 51 of them, edges and indent some 120.</summary>
    private static double RoomOf(double width) => Math.Max(100, (width * 47) - 120);

    /// <summary>How high a row must be for all of its text. A spreadsheet may measure it anew, as it does when somebody writes in it.</summary>
    private double HeightOf(IReadOnlyList<Cell> cells)
    {
        var lines = 1.0;
        for (var n = 0; n < Math.Min(cells.Count, _widths.Count); n++)
        {
            lines = Math.Max(lines, Widths.LinesOf(cells[n].InWords, RoomOf(_widths[n])));
        }

        return Math.Min(HighestRow, 4 + lines * 13);
    }

    /// <param name="isFixed">Spreadsheets do not measure merged cells.</param>
    private void StartRow(double? height = null, bool isFixed = false)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", (++_row).ToString(CultureInfo.InvariantCulture));
        if (height is { } points)
        {
            xml.WriteAttributeString("ht", points.ToString("0.##", CultureInfo.InvariantCulture));
            if (isFixed)
            {
                xml.WriteAttributeString("customHeight", "1");
            }
        }
    }

    private string At(int column) => string.Create(CultureInfo.InvariantCulture, $"{ExcelBook.ColumnOf(column)}{_row}");

    private void WriteCell(int column, Cell cell, Look look)
    {
        if (ValueOf(cell) is { } value)
        {
            Start(look);
            xml.WriteElementString("v", Main, value);
            xml.WriteEndElement();
            return;
        }

        var text = cell as Text ?? new Text(new Run(cell.InWords));
        var link = text.Runs.Select(r => (Cell: book.CellOf(r.Link), Address: Writing.AddressOf(r.Link))).FirstOrDefault(l => l.Cell is not null || l.Address is { Length: <= 2_000 });
        var leads = link != default && _links.Count < MostLinks;
        if (leads)
        {
            if (link.Cell is null && !Addresses.ContainsKey(link.Address!))
            {
                Addresses.Add(link.Address!, "a" + Addresses.Count.ToString(CultureInfo.InvariantCulture));
            }

            _links.Add((At(column), link.Cell is null ? Addresses[link.Address!] : null, link.Cell));
        }

        // A mark keeps Excel from reading it as a formula when somebody edits it later.
        var words = text.InWords;
        Start(look with { Font = leads && text.Runs.Count == 1 ? Font.Link : look.Font, IsQuoted = words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\'' or '\t' });
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        if (text.Runs.Count == 1 && text.Runs[0] is { Emphasis: Emphasis.None, Tone: Tone.None } || text.Runs.Count == 0 || leads && text.Runs.Count == 1)
        {
            Words(words);
        }
        else
        {
            RichText(text, look);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();

        void Start(Look look)
        {
            xml.WriteStartElement("c");
            xml.WriteAttributeString("r", At(column));
            xml.WriteAttributeString("s", book.Styles.NumberOf(look));
        }
    }

    private void RichText(Text text, Look look)
    {
        var room = MostText;
        foreach (var run in text.Runs.Where(r => r.Text.Length > 0))
        {
            if (room <= 0)
            {
                break;
            }

            var leads = Writing.AddressOf(run.Link) is not null || book.CellOf(run.Link) is not null;
            xml.WriteStartElement("r");
            xml.WriteStartElement("rPr");
            if (run.Emphasis.HasFlag(Emphasis.Bold))
            {
                xml.WriteRaw("<b/>");
            }

            if (run.Emphasis.HasFlag(Emphasis.Struck))
            {
                xml.WriteRaw("<strike/>");
            }

            var colour = leads || run.Emphasis.HasFlag(Emphasis.Muted) || run.Tone != Tone.None || look.Font != Font.Muted ? Writing.ColourOf(run, leads) : Writing.Muted;
            xml.WriteRaw($"<color rgb=\"FF{colour}\"/><sz val=\"{(look.Font == Font.Muted ? 9 : 10)}\"/>{(leads ? "<u/>" : "")}<rFont val=\"Calibri\"/><family val=\"2\"/>");
            xml.WriteEndElement();
            Words(run.Text.Length <= room ? run.Text : run.Text[..room]);
            xml.WriteEndElement();
            room -= run.Text.Length;
        }
    }

    private void Words(string text)
    {
        var clean = Writing.Clean(text.Length <= MostText ? text : text[..(MostText - 1)] + "…");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Coded().Replace(clean, "_x005F$0"));
        xml.WriteEndElement();
    }

    /// <summary>The number that stands for a value; null where it is text, or where a spreadsheet could not hold it exactly.</summary>
    private static string? ValueOf(Cell cell) => cell switch
    {
        Number { Value: > -1_000_000_000_000_000 and < 1_000_000_000_000_000 } number => number.Value.ToString(CultureInfo.InvariantCulture),
        Money { Minor: > -1_000_000_000_000_000 and < 1_000_000_000_000_000 } money => money.Amount.ToString(CultureInfo.InvariantCulture),
        Percent percent => (percent.Value / 100).ToString(CultureInfo.InvariantCulture),
        Day day when day.Value >= FirstDay => (day.Value.DayNumber - DayZero.DayNumber).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What Excel would read as a coded character, such as "_x0041_".</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Coded();
}
