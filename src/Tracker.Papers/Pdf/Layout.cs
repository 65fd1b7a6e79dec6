using System.Globalization;
using System.Text;

namespace Tracker.Papers.Pdf;

/// <summary>Sets a paper page by page; lengths are points, from the lower left corner of the page.</summary>
/// <remarks>
/// A page is written as soon as it is full. What is known only at the end comes at the end: the contents, whose pages
/// were reserved, and the number of pages, which every page shows as one shared drawing.
/// </remarks>
internal sealed class Layout(Paper paper, Stream to, Meter meter)
{
    private const float PageWidth = 841.89f;
    private const float PageHeight = 595.28f;
    private const float Left = 45;
    private const float Right = PageWidth - 45;
    private const float Width = Right - Left;
    private const float Top = PageHeight - 62;
    private const float Bottom = 50;
    private const float ContentsLine = 19;
    private const float ContentsTop = Top - 48;
    private const float CellPadding = 4;
    private const float RowPadding = 4;
    private const float TableSize = 7.6f;

    private readonly PdfFile _file = new(to);
    private readonly Typesetter _type = new();
    private readonly Places _places = new(paper);
    private readonly StringBuilder _page = new();
    private readonly StringBuilder _links = new();
    private readonly List<int> _pages = [];
    private readonly Dictionary<string, (int Page, float Y)> _reached = [];
    private string _runningHead = "";
    private string _headOfPage = "";
    private float _y;
    private int _pageTree;
    private int _resources;
    private int _total;
    private int _current;

    public void Write()
    {
        _pageTree = _file.Reserve();
        _resources = _file.Reserve();
        _total = _file.Reserve();
        Cover();
        var contents = ReserveContents();
        for (var s = 0; s < paper.Sections.Count; s++)
        {
            Section(s);
        }

        FinishPage();
        Contents(contents);
        Close();
    }

    private void Cover()
    {
        StartPage();
        Rectangle(Left, PageHeight - 92, 46, 3, Writing.Navy);
        _y = PageHeight - 112;
        Draw(Plain(paper.Title, 28, Width * 0.86f, bold: true, most: 4), Left, Width, colour: Writing.Navy);
        if (paper.Subtitle.Length > 0)
        {
            _y -= 6;
            Draw(Plain(paper.Subtitle, 14, Width * 0.86f), Left, Width, colour: Writing.Muted);
        }

        _y -= 26;
        foreach (var fact in paper.Facts)
        {
            var label = Plain(fact.Label, 9.5f, 150);
            var value = _type.Set(fact.Value.Runs, 9.5f, Width - 170);
            Room(Math.Max(label.Height, Math.Min(value.Height, Top - Bottom - 20)) + 12);
            Line(_y, Writing.Line);
            _y -= 5.5f;
            var start = _y;
            Draw(label, Left, 150, colour: Writing.Muted);
            (var end, _y) = (_y, start);
            var page = _current;
            Flow(value, Left + 170);
            _y = (page == _current ? Math.Min(end, _y) : _y) - 5.5f;
        }

        Room(30);
        Line(_y, Writing.Line);
        _y -= 14;
        Draw(Plain("Content " + paper.ContentHash + " (SHA-256)", 7, Width), Left, Width, colour: Writing.Muted);
        FinishPage();
    }

    private List<(int Page, List<Places.Entry> Entries)> ReserveContents()
    {
        if (_places.Headings.Count == 0)
        {
            return [];
        }

        var perPage = (int)((ContentsTop - Bottom) / ContentsLine);
        List<(int, List<Places.Entry>)> contents = [.. _places.Headings.Chunk(perPage).Select(entries => (_file.Reserve(), entries.ToList()))];
        _pages.AddRange(contents.Select(c => c.Item1));
        return contents;
    }

    private void Contents(List<(int Page, List<Places.Entry> Entries)> contents)
    {
        _runningHead = "Contents";
        foreach (var (page, entries) in contents)
        {
            StartPage(page);
            Draw(Plain("Contents", 18, Width, bold: true), Left, Width, colour: Writing.Navy);
            _y = ContentsTop;
            foreach (var entry in entries)
            {
                var (inset, size) = entry.Level == 1 ? (0f, 10f) : (18f, 9f);
                var heading = FirstLineOf(Plain(entry.Heading, size, Width - 60 - inset, entry.Level == 1));
                var reached = _reached[entry.Name];
                var number = Plain((_pages.IndexOf(reached.Page) + 1).ToString(CultureInfo.InvariantCulture), size, 50);
                var y = _y;
                Draw(heading, Left + inset, Width - 60 - inset, colour: entry.Level == 1 ? Writing.Navy : Writing.Ink);
                _y = y;
                Draw(number, Right - 50, 50, right: true, colour: Writing.Muted);
                LinkTo(entry.Name, Left + inset, y - size * 1.34f - 1, Width - inset, size * 1.34f + 2);
                _y = y - ContentsLine;
                Line(_y + 4, Writing.Line, inset);
            }

            FinishPage();
        }
    }

    private SetText FirstLineOf(SetText text) => text.Lines.Count == 1 ? text : _type.Cut(text, 1);

    private void Section(int index)
    {
        var section = paper.Sections[index];
        var heading = Plain(section.Heading, 18, Width, bold: true);

        // A section begins where at least two fifths of a page are left for it.
        if (_pages.Count == 0 || _page.Length == 0 || _y - Bottom < (Top - Bottom) * 0.4f + heading.Height)
        {
            FinishPage();
            _runningHead = section.Heading;
            StartPage();
        }
        else
        {
            _y -= 26;
        }

        _runningHead = section.Heading;
        Reach(Places.SectionName(index));
        Draw(heading, Left, Width, colour: Writing.Navy);
        _y -= 8;
        var group = 0;
        foreach (var block in section.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    meter.Step();
                    Flow(_type.Set(paragraph.Text.Runs, 9.5f, Width * 0.72f), Left);
                    _y -= 6;
                    break;
                case Bullets bullets:
                    meter.Step();
                    foreach (var item in bullets.Items)
                    {
                        var bullet = Plain("•", 9.5f, 10);
                        Room(bullet.LineHeight);
                        var y = _y;
                        Draw(bullet, Left + 2, 10, colour: Writing.Muted);
                        _y = y;
                        Flow(_type.Set(item.Runs, 9.5f, Width * 0.72f), Left + 14);
                        _y -= 2;
                    }

                    _y -= 4;
                    break;
                case Figures figures:
                    meter.Step();
                    Groups(figures.AsTable, null);
                    break;
                case Table table:
                    Groups(table, () => Reach(Places.GroupName(index, ++group)));
                    break;
            }
        }
    }

    private void Groups(Table table, Action? reach)
    {
        float[] widths = [.. Widths.Of(table.Columns, table.Groups.SelectMany(g => g.Rows), Width, TableSize * 0.61, 2 * CellPadding + 1).Select(w => (float)w)];
        var head = table.Columns.Select((c, n) => Plain(c.Heading, TableSize, widths[n] - CellPadding - GapAfter(table, n), bold: true, most: 5)).ToList();
        var headHeight = head.Select(h => h.Height).DefaultIfEmpty().Max() + 2 * RowPadding;
        var caption = table.Caption.Length == 0 ? null : Plain(table.Caption, 8.5f, Width * 0.86f);
        if (table.RowCount == 0)
        {
            foreach (var _ in table.Groups)
            {
                Room(60);
                reach?.Invoke();
            }

            Caption(20);
            Draw(Plain(table.WhenEmpty, 9.5f, Width), Left, Width, colour: Writing.Muted);
            _y -= 10;
            return;
        }

        Caption(60);
        foreach (var group in table.Groups)
        {
            var heading = group.Heading.Length == 0 ? null : Plain(group.Heading, 11.5f, Width, bold: true);
            if (heading is null && group.Rows.Count == 0)
            {
                reach?.Invoke();
                continue;
            }

            // A heading stays with the first two rows under it.
            var first = group.Rows.Count == 0 ? 20 : Math.Min(group.Rows.Take(2).Sum(r => HeightOf(SetRow(r, table, widths))), 160);
            Room((heading?.Height + 14 ?? 0) + headHeight + first);
            if (heading is not null)
            {
                _y -= 8;
            }

            reach?.Invoke();
            if (heading is not null)
            {
                Draw(heading, Left, Width, colour: Writing.Navy);
                _y -= 5;
            }

            if (group.Rows.Count == 0)
            {
                Room(20);
                Draw(Plain(table.WhenEmpty, 9.5f, Width), Left, Width, colour: Writing.Muted);
                continue;
            }

            Head(table, widths, head, headHeight);
            for (var n = 0; n < group.Rows.Count; n++)
            {
                if (reach is not null)
                {
                    meter.Step();
                }

                // The last row is not left alone on a page.
                var last = n > 0 && n == group.Rows.Count - 2 ? HeightOf(SetRow(group.Rows[^1], table, widths)) : 0;
                Row(group.Rows[n], table, widths, head, headHeight, last);
            }

            _y -= 8;
        }

        _y -= 6;

        void Caption(float more = 0)
        {
            if (caption is not null)
            {
                Room(caption.Height + more);
                Draw(caption, Left, Width, colour: Writing.Muted);
                _y -= 5;
            }
        }
    }

    private void Head(Table table, float[] widths, List<SetText> head, float height)
    {
        Rectangle(Left, _y - height, Width, height, Writing.Band);
        var (x, top) = (Left, _y);
        for (var n = 0; n < head.Count; n++)
        {
            // Headings stand on the line under them.
            _y = top - height + RowPadding + head[n].Height;
            Draw(head[n], x + CellPadding, widths[n] - CellPadding - GapAfter(table, n), table.Columns[n].IsRight, Writing.Navy);
            x += widths[n];
        }

        _y = top - height;
        Line(_y, Writing.Navy, thickness: 0.8f);
    }

    private List<SetText> SetRow(Row row, Table table, float[] widths)
    {
        List<SetText> cells = [];
        for (var n = 0; n < table.Columns.Count; n++)
        {
            var cell = n < row.Cells.Count ? row.Cells[n] : Cell.Nothing;
            cells.Add(_type.Set(cell is Text text ? text.Runs : [new Run(cell.InWords, cell is Nothing ? Emphasis.Muted : Emphasis.None)], TableSize, widths[n] - CellPadding - GapAfter(table, n)));
        }

        return cells;
    }

    /// <summary>A number on the right keeps away from text that begins beside it.</summary>
    private static float GapAfter(Table table, int column) =>
        table.Columns[column].IsRight && column + 1 < table.Columns.Count && !table.Columns[column + 1].IsRight ? 3 * CellPadding : CellPadding;

    private static float HeightOf(List<SetText> cells) => cells.Select(c => c.Height).DefaultIfEmpty().Max() + 2 * RowPadding;

    /// <param name="after">Room that must be left under it.</param>
    private void Row(Row row, Table table, float[] widths, List<SetText> head, float headHeight, float after)
    {
        var cells = SetRow(row, table, widths);
        var height = HeightOf(cells);
        var wholePage = Top - Bottom - headHeight;
        var room = height + (height + after <= wholePage ? after : 0);
        if (room > _y - Bottom && (room <= wholePage || _y - Bottom < 60))
        {
            NextPage();
        }

        if (_places.TakeRow(row) is { } name)
        {
            Reach(name);
        }

        // Only a row that is higher than a page goes on to the next one.
        var lineHeight = TableSize * 1.34f;
        var lines = cells.Select(c => c.Lines.Count).DefaultIfEmpty().Max();
        for (var from = 0; from < Math.Max(lines, 1);)
        {
            var fits = Math.Max(1, (int)((_y - Bottom - 2 * RowPadding + 0.01f) / lineHeight));
            var count = Math.Min(fits, lines - from);
            var (x, top) = (Left, _y);
            for (var n = 0; n < cells.Count; n++)
            {
                _y = top - RowPadding;
                var kind = n < row.Cells.Count ? row.Cells[n] : Cell.Nothing;
                var right = table.Columns[n].IsRight || kind is Number or Percent or Money;
                Draw(cells[n] with { Lines = [.. cells[n].Lines.Skip(from).Take(count)] }, x + CellPadding, widths[n] - CellPadding - GapAfter(table, n), right);
                x += widths[n];
            }

            _y = top - 2 * RowPadding - count * lineHeight;
            Line(_y, Writing.Line);
            from += Math.Max(count, 1);
            if (from < lines)
            {
                NextPage();
            }
        }

        void NextPage()
        {
            FinishPage();
            StartPage();
            Head(table, widths, head, headHeight);
        }
    }

    /// <param name="most">How many lines it may have; what is longer ends with dots.</param>
    private SetText Plain(string text, float size, float width, bool bold = false, int most = 3)
    {
        var set = _type.Set([new Run(text, bold ? Emphasis.Bold : Emphasis.None)], size, width);
        return set.Lines.Count <= most ? set : _type.Cut(set, most);
    }

    /// <summary>Running text, which may go on to the next page after any line.</summary>
    private void Flow(SetText text, float x)
    {
        foreach (var line in text.Lines)
        {
            Room(text.LineHeight);
            Draw(text with { Lines = [line] }, x, Width);
        }
    }

    private void Room(float height)
    {
        if (_y - height < Bottom)
        {
            FinishPage();
            StartPage();
        }
    }

    private void Draw(SetText text, float x, float width, bool right = false, string? colour = null)
    {
        foreach (var line in text.Lines)
        {
            var baseline = _y - text.Size * 1.02f;
            var at = right ? x + width - line.Width : x;
            for (var from = line.From; from < line.To;)
            {
                var glyph = text.Glyphs[from];
                var (end, length) = (from, 0f);
                while (end < line.To && text.Glyphs[end].Run == glyph.Run && text.Glyphs[end].Font == glyph.Font)
                {
                    length += text.Glyphs[end++].Width;
                }

                DrawPiece(text, from, end, at, baseline, length, colour);
                at += length;
                from = end;
            }

            _y -= text.LineHeight;
        }
    }

    private void DrawPiece(SetText text, int from, int to, float x, float baseline, float length, string? colour)
    {
        var run = text.Runs[text.Glyphs[from].Run];
        var address = Writing.AddressOf(run.Link);
        var place = _places.NameOf(run.Link);
        var leads = address is not null || place is not null;
        var rgb = ColourOf(leads ? Writing.ColourOf(run, leads) : colour ?? Writing.ColourOf(run));
        _page.Append(CultureInfo.InvariantCulture, $"{rgb} rg BT /F{text.Glyphs[from].Font} {text.Size:0.##} Tf {x:0.##} {baseline:0.##} Td <");
        for (var n = from; n < to; n++)
        {
            _page.Append(CultureInfo.InvariantCulture, $"{text.Glyphs[n].Id:X4}");
        }

        _page.Append("> Tj ET\n");
        if (run.Emphasis.HasFlag(Emphasis.Struck))
        {
            _page.Append(CultureInfo.InvariantCulture, $"{x:0.##} {baseline + text.Size * 0.27f:0.##} {length:0.##} {text.Size * 0.07f:0.##} re f\n");
        }

        if (leads)
        {
            _page.Append(CultureInfo.InvariantCulture, $"{x:0.##} {baseline - text.Size * 0.16f:0.##} {length:0.##} 0.4 re f\n");
            if (address is not null)
            {
                Annotation(x, baseline - text.Size * 0.3f, length, text.LineHeight, $"/A<</S/URI/URI{PdfFile.LiteralOf(address)}>>");
            }
            else
            {
                LinkTo(place!, x, baseline - text.Size * 0.3f, length, text.LineHeight);
            }
        }
    }

    private void LinkTo(string place, float x, float y, float width, float height) => Annotation(x, y, width, height, $"/Dest({place})");

    private void Annotation(float x, float y, float width, float height, string action) =>
        _links.Append(CultureInfo.InvariantCulture, $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{x:0.##} {y:0.##} {x + width:0.##} {y + height:0.##}]{action}>>\n");

    private void Line(float y, string colour, float inset = 0, float thickness = 0.5f) => Rectangle(Left + inset, y, Width - inset, thickness, colour);

    private void Rectangle(float x, float y, float width, float height, string colour) =>
        _page.Append(CultureInfo.InvariantCulture, $"{ColourOf(colour)} rg {x:0.##} {y:0.##} {width:0.##} {height:0.##} re f\n");

    private static string ColourOf(string hex) => string.Join(' ', Convert.FromHexString(hex).Select(part => (part / 255.0).ToString("0.###", CultureInfo.InvariantCulture)));

    private void Reach(string name) => _reached.TryAdd(name, (_pages[^1], Math.Min(_y + 10, PageHeight)));

    /// <param name="reserved">The number of a page whose place in the file was reserved; null for the next page.</param>
    private void StartPage(int? reserved = null)
    {
        if (reserved is not { } page)
        {
            _pages.Add(page = _file.Reserve());
        }

        (_current, _headOfPage) = (page, _runningHead);
        _page.Append("q\n");
        _y = Top;
    }

    /// <summary>Adds head and foot, and writes the page; does nothing between pages.</summary>
    private void FinishPage()
    {
        if (_page.Length == 0)
        {
            return;
        }

        var number = _pages.IndexOf(_current) + 1;
        if (_headOfPage.Length > 0)
        {
            _y = PageHeight - 30;
            Draw(FirstLineOf(Plain(paper.Title, 7.5f, Width * 0.55f)), Left, Width, colour: Writing.Muted);
            _y = PageHeight - 30;
            Draw(FirstLineOf(Plain(_headOfPage, 7.5f, Width * 0.4f)), Left, Width, right: true, colour: Writing.Muted);
            Line(PageHeight - 44, Writing.Line);
        }

        Line(38, Writing.Line);
        _y = 33;
        var foot = Plain(string.Create(CultureInfo.InvariantCulture, $"{number}"), 7.5f, 100);
        var width = foot.Glyphs.Sum(g => g.Width);
        var baseline = _y - 7.5f * 1.02f;
        Draw(foot, Left, Width, colour: Writing.Muted);
        _page.Append(CultureInfo.InvariantCulture, $"q 1 0 0 1 {Left + width:0.##} {baseline:0.##} cm /T Do Q\n");
        _y = 33;
        Draw(Plain(paper.AsOfLine, 7.5f, Width), Left, Width, right: true, colour: Writing.Muted);
        _page.Append("Q\n");

        var content = _file.Reserve();
        _file.AddStream(content, "", Encoding.Latin1.GetBytes(_page.ToString()));
        var links = _links.Length == 0 ? "" : $"/Annots[{_links}]";
        _file.Add(_current, string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {_pageTree} 0 R/Resources {_resources} 0 R/Contents {content} 0 R{links}>>"));
        _page.Clear();
        _links.Clear();
    }

    /// <summary>What every page refers to: the number of pages, fonts, names of places, bookmarks, properties.</summary>
    private void Close()
    {
        var total = Plain(string.Create(CultureInfo.InvariantCulture, $"\u00a0/\u00a0{_pages.Count}"), 7.5f, 100);
        var drawing = $"{ColourOf(Writing.Muted)} rg BT /F0 7.5 Tf <{string.Concat(total.Glyphs.Select(g => g.Id.ToString("X4", CultureInfo.InvariantCulture)))}> Tj ET";
        var fonts = string.Concat(Enumerable.Range(0, _type.Used.Length).Where(n => _type.Used[n].Count > 0).Select(n => string.Create(CultureInfo.InvariantCulture, $"/F{n} {Font(n)} 0 R")));
        _file.AddStream(_total, $"/Type/XObject/Subtype/Form/BBox[0 -5 100 10]/Resources<</Font<<{fonts}>>>>", Encoding.Latin1.GetBytes(drawing));
        _file.Add(_resources, string.Create(CultureInfo.InvariantCulture, $"<</Font<<{fonts}>>/XObject<</T {_total} 0 R>>>>"));
        _file.Add(_pageTree, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/MediaBox[0 0 {PageWidth} {PageHeight}]/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select(p => p + " 0 R"))}]>>"));

        var names = new StringBuilder();
        foreach (var (name, (page, y)) in _reached.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            names.Append(CultureInfo.InvariantCulture, $"({name})[{page} 0 R/XYZ 0 {y:0.##} null]");
        }

        var dests = _file.Add($"<</Names[{names}]>>");
        var outlines = Outlines();
        var day = string.Create(CultureInfo.InvariantCulture, $"(D:{paper.KnownAt:yyyyMMddHHmmss}Z)");
        var info = _file.Add($"<</Title{PdfFile.TextOf(paper.Title)}/Subject{PdfFile.TextOf(paper.AsOfLine)}/Author{PdfFile.TextOf(paper.Creator)}/Creator{PdfFile.TextOf(paper.Creator)}/CreationDate{day}/ModDate{day}>>");
        var catalogue = _file.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Catalog/Pages {_pageTree} 0 R/Lang{PdfFile.TextOf(paper.Language)}/ViewerPreferences<</DisplayDocTitle true>>/Names<</Dests {dests} 0 R>>{outlines}>>"));
        _file.Finish(catalogue, info, paper.ContentHash[..32]);
    }

    private string Outlines()
    {
        var headings = _places.Headings;
        if (headings.Count == 0)
        {
            return "";
        }

        var root = _file.Reserve();
        var ids = headings.Select(_ => _file.Reserve()).ToList();
        List<int> tops = [.. Enumerable.Range(0, headings.Count).Where(n => headings[n].Level == 1)];
        for (var n = 0; n < headings.Count; n++)
        {
            var isTop = headings[n].Level == 1;
            var above = tops.Last(t => t <= n);
            var next = tops.FirstOrDefault(t => t > n, headings.Count);
            var parent = isTop ? root : ids[above];
            var before = isTop ? tops.LastOrDefault(t => t < n, -1) : n - 1 > above ? n - 1 : -1;
            var after = isTop ? next : n + 1 < next ? n + 1 : headings.Count;
            var children = isTop && next - n > 1 ? $"/First {ids[n + 1]} 0 R/Last {ids[next - 1]} 0 R/Count {next - n - 1}" : "";
            _file.Add(ids[n], $"<</Title{PdfFile.TextOf(headings[n].Heading)}/Parent {parent} 0 R/Dest({headings[n].Name}){(before >= 0 ? $"/Prev {ids[before]} 0 R" : "")}{(after < headings.Count ? $"/Next {ids[after]} 0 R" : "")}{children}>>");
        }

        _file.Add(root, $"<</Type/Outlines/First {ids[tops[0]]} 0 R/Last {ids[tops[^1]]} 0 R/Count {headings.Count}>>");
        return $"/PageMode/UseOutlines/Outlines {root} 0 R";
    }

    private int Font(int number)
    {
        var font = Typesetter.Fonts.Value[number];
        var used = _type.Used[number];
        var name = $"PAPER{(char)('A' + number)}+{font.Name}";
        var data = font.SubsetOf(used.Keys);
        var file = _file.AddStream(_file.Reserve(), $"/Length1 {data.Length}", data);
        var descriptor = _file.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{font.Box[0]} {font.Box[1]} {font.Box[2]} {font.Box[3]}]/ItalicAngle 0/Ascent {font.Ascent}/Descent {font.Descent}/CapHeight {font.CapHeight}/StemV 80/FontFile2 {file} 0 R>>"));
        var widths = string.Concat(used.Keys.Select(glyph => $"{glyph}[{font.WidthOf(glyph)}]"));
        var descendant = _file.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]/CIDToGIDMap/Identity>>");
        var map = _file.AddStream(_file.Reserve(), "", Encoding.Latin1.GetBytes(CharactersOf(used)));
        return _file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {map} 0 R>>");
    }

    /// <summary>Which character each glyph stands for, so that text can be searched and copied.</summary>
    private static string CharactersOf(SortedDictionary<ushort, int> used)
    {
        var map = new StringBuilder("/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        foreach (var some in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, character) in some)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(character)))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }
}
