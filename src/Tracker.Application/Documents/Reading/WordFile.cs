using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Tracker.Domain;

namespace Tracker.Application.Documents.Reading;

/// <summary>Reads a Word document: paragraphs with their automatic numbers, rows of tables as lines, footnotes at the end.</summary>
internal sealed class WordFile
{
    private readonly WordNumbers _numbers;
    private readonly CancellationToken _stop;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<(string Kind, string Id), int> _notes = [];
    private readonly List<string> _open = [];
    private (bool Deleted, bool Inserted, bool Hidden, bool Boxes) _seen;

    private WordFile(WordNumbers numbers, CancellationToken stop) => (_numbers, _stop) = (numbers, stop);

    public static FileRead Read(byte[] content, CancellationToken stop)
    {
        using var archive = new Archive(content, stop);
        var document = MainPart(archive) ?? throw new RefusedException("file.kind", "The archive holds no Word document (there is no word/document.xml). Bring in a .docx, a PDF, a page of the web or plain text.", "File");
        var folder = document[..(document.LastIndexOf('/') + 1)];
        IEnumerable<XElement> Part(string name) => archive.Has(folder + name) ? archive.Elements(folder + name, 1) : [];
        var file = new WordFile(new(Part("numbering.xml"), Part("styles.xml")), stop);
        file.Blocks(archive.Elements(document, 2), "\n\n");
        file.EndParagraph("\n\n");

        // Read after the text, which says in what order they come.
        var notes = Part("footnotes.xml").Select(n => ("footnote", n)).Concat(Part("endnotes.xml").Select(n => ("endnote", n)));
        SortedDictionary<int, string> written = [];
        foreach (var (kind, note) in notes)
        {
            if (file._notes.TryGetValue((kind, (string?)note.Attribute("id") ?? ""), out var number))
            {
                written[number] = string.Create(CultureInfo.InvariantCulture, $"[{number}] {file.Inside(note, " ").Trim()}\n\n");
            }
        }

        written.Values.ToList().ForEach(w => file._text.Append(w));
        FileReading.ThrowIfLonger(file._text.Length);
        return new(file._text.ToString().Trim('\n'), FileKind.Word, [.. file.Remarks()]);
    }

    /// <summary>As the archive's relationships name it, else where it usually is.</summary>
    private static string? MainPart(Archive archive)
    {
        var target = archive.Has("_rels/.rels")
            ? archive.Elements("_rels/.rels", 1).FirstOrDefault(r => ((string?)r.Attribute("Type"))?.EndsWith("/officeDocument", StringComparison.Ordinal) == true && (string?)r.Attribute("TargetMode") != "External")
            : null;
        var named = ((string?)target?.Attribute("Target"))?.TrimStart('/');
        return new[] { named, "word/document.xml" }.FirstOrDefault(n => n is not null && n.StartsWith("word/", StringComparison.OrdinalIgnoreCase) && archive.Has(n));
    }

    private IEnumerable<string> Remarks()
    {
        if (_seen.Deleted || _seen.Inserted)
        {
            yield return "The file has tracked changes: words that were deleted are left out, words that were inserted are in.";
        }

        if (_seen.Hidden)
        {
            yield return "Hidden text was left out.";
        }

        if (_seen.Boxes)
        {
            yield return "The words of text boxes stand behind the paragraph that the box belongs to.";
        }
    }

    private void Blocks(IEnumerable<XElement> blocks, string between)
    {
        foreach (var block in blocks)
        {
            _stop.ThrowIfCancellationRequested();
            FileReading.ThrowIfLonger(_text.Length);
            switch (block.Name.LocalName)
            {
                case "p":
                    Paragraph(block, between);
                    break;
                case "tbl":
                    foreach (var row in block.Descendants("tr").Where(r => r.Ancestors("tbl").First() == block))
                    {
                        Row(row);
                    }

                    _text.Append('\n');
                    break;
                case "sdt":
                    Blocks(block.Elements("sdtContent").Elements(), between);
                    break;
                case "ins" or "moveTo" or "customXml":
                    _seen.Inserted |= block.Name != "customXml";
                    Blocks(block.Elements(), between);
                    break;
                case "AlternateContent":
                    Blocks((block.Element("Choice") ?? block.Element("Fallback"))?.Elements() ?? [], between);
                    break;
                case "del" or "moveFrom":
                    _seen.Deleted = true;
                    break;
            }
        }
    }

    /// <summary>A row is a line, its cells with tabs between them; one that was deleted is left out.</summary>
    private void Row(XElement row)
    {
        if (row.Element("trPr")?.Element("del") is not null)
        {
            _seen.Deleted = true;
            return;
        }

        var cells = row.Descendants("tc").Where(c => c.Ancestors("tr").First() == row).Select(c => Inside(c, " ").Trim()).ToList();
        if (cells.Exists(c => c.Length > 0))
        {
            _text.AppendJoin('\t', cells).Append('\n');
        }
    }

    /// <summary>The paragraphs in an element, as one piece of text.</summary>
    private string Inside(XElement element, string between)
    {
        var start = _text.Length;
        Blocks(element.Elements(), between);
        EndParagraph(between);
        var inside = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return inside.Replace('\n', ' ');
    }

    private void Paragraph(XElement paragraph, string between)
    {
        var properties = paragraph.Element("pPr");
        var words = new StringBuilder();
        List<XElement> boxes = [];
        if (!(IsHidden(properties?.Element("rPr"), null) && properties?.Element("rPr")?.Element("specVanish") is null && paragraph.Elements("r").All(r => IsHidden(r.Element("rPr"), null))))
        {
            Runs(paragraph.Elements(), words, boxes, WordNumbers.Value(properties, "pStyle"));
        }
        else
        {
            _seen.Hidden |= paragraph.Elements("r").Any();
        }

        // A paragraph whose mark was deleted or moved away goes on with the next one.
        if ((properties?.Element("rPr")?.Element("del") ?? properties?.Element("rPr")?.Element("moveFrom")) is not null)
        {
            _seen.Deleted = true;
            _open.Add(words.ToString());
            return;
        }

        var number = _numbers.Next(properties);
        _open.Add(words.ToString());
        if (_open.Exists(o => o.Trim().Length > 0))
        {
            _open.Insert(0, number);
        }

        EndParagraph(between);
        boxes.ForEach(b => Blocks(b.Elements(), between));
    }

    private void EndParagraph(string between)
    {
        var words = string.Concat(_open).Trim(' ');
        _open.Clear();
        if (words.Trim().Length > 0)
        {
            _text.Append(words).Append(between);
        }
    }

    private bool IsHidden(XElement? runProperties, string? paragraphStyle) =>
        runProperties?.Element("vanish") is { } own ? WordNumbers.IsOn(own) : _numbers.IsHidden(WordNumbers.Value(runProperties, "rStyle")) || _numbers.IsHidden(paragraphStyle);

    private void Runs(IEnumerable<XElement> elements, StringBuilder words, List<XElement> boxes, string? style)
    {
        foreach (var element in elements)
        {
            switch (element.Name.LocalName)
            {
                case "r":
                    Run(element, words, boxes, style);
                    break;
                case "ins" or "moveTo":
                    _seen.Inserted = true;
                    Runs(element.Elements(), words, boxes, style);
                    break;
                case "del" or "moveFrom":
                    _seen.Deleted = true;
                    break;
                case "sdt":
                    Runs(element.Elements("sdtContent").Elements(), words, boxes, style);
                    break;
                case "AlternateContent":
                    Runs((element.Element("Choice") ?? element.Element("Fallback"))?.Elements() ?? [], words, boxes, style);
                    break;
                case "hyperlink" or "smartTag" or "fldSimple" or "customXml" or "dir" or "bdo" or "oMath" or "oMathPara":
                    Runs(element.Elements(), words, boxes, style);
                    break;
            }
        }
    }

    private void Run(XElement run, StringBuilder words, List<XElement> boxes, string? style)
    {
        if (IsHidden(run.Element("rPr"), style))
        {
            _seen.Hidden |= run.Element("t") is not null;
            return;
        }

        foreach (var part in run.Elements())
        {
            switch (part.Name.LocalName)
            {
                case "t":
                    words.Append(part.Value.ReplaceLineEndings(" "));
                    break;
                case "tab":
                    words.Append('\t');
                    break;
                case "br" or "cr":
                    words.Append('\n');
                    break;
                case "noBreakHyphen":
                    words.Append('-');
                    break;
                case "footnoteReference" or "endnoteReference":
                    var note = (part.Name.LocalName.Replace("Reference", "", StringComparison.Ordinal), (string?)part.Attribute("id") ?? "");
                    _notes.TryAdd(note, _notes.Count + 1);
                    words.Append(CultureInfo.InvariantCulture, $"[{_notes[note]}]");
                    break;
                case "drawing" or "pict" or "AlternateContent":
                    // A box may stand there twice, for new programs and for old ones.
                    var kept = part.Name == "AlternateContent" ? part.Element("Choice") ?? part.Element("Fallback") : part;
                    var found = (kept?.Descendants("txbxContent") ?? []).Where(b => !b.Ancestors("Fallback").Any()).ToList();
                    _seen.Boxes |= found.Count > 0;
                    boxes.AddRange(found.Where(b => !b.Ancestors("txbxContent").Any()));
                    break;
            }
        }
    }
}
