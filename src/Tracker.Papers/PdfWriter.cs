using System.Text;
using Tracker.Papers.Pdf;

namespace Tracker.Papers;

/// <summary>Writes a paper as PDF: A4 landscape, fonts embedded, page by page, so that length costs no memory.</summary>
public static class PdfWriter
{
    /// <summary>Writes the whole file; the stream stays open. The work is done on the caller's thread.</summary>
    /// <param name="progress">Whole percent, 100 at the end.</param>
    /// <exception cref="OperationCanceledException">What was written until then is no file.</exception>
    public static void Write(Paper paper, Stream to, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        var meter = new Meter(paper, progress, ct);
        new Layout(paper, to, meter).Write();
        meter.Finish();
    }

    /// <summary>
    /// Every character that the fonts have no glyph for and a PDF would show as "□", with each place where it stands,
    /// to be told before the file is made. Word and Excel take such characters from the reader's own fonts.
    /// </summary>
    public static IReadOnlyList<MissingGlyph> MissingGlyphs(Paper paper)
    {
        HashSet<MissingGlyph> missing = [];
        Look("Cover", "title", paper.Title);
        Look("Cover", "subtitle", paper.Subtitle);
        foreach (var fact in paper.Facts)
        {
            Look("Cover", fact.Label, fact.Label);
            Look("Cover", fact.Label, fact.Value.InWords);
        }

        foreach (var section in paper.Sections)
        {
            Look(section.Heading, "heading", section.Heading);
            foreach (var block in section.Blocks)
            {
                LookAt(section.Heading, block);
            }
        }

        return [.. missing];

        void LookAt(string section, Block block)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    Look(section, "text", paragraph.Text.InWords);
                    break;
                case Bullets bullets:
                    foreach (var item in bullets.Items)
                    {
                        Look(section, "list", item.InWords);
                    }

                    break;
                case Figures figures:
                    LookAt(section, figures.AsTable);
                    break;
                case Table table:
                    Look(section, table.Caption, table.Caption);
                    foreach (var column in table.Columns)
                    {
                        Look(section, column.Heading, column.Heading);
                    }

                    foreach (var group in table.Groups)
                    {
                        Look(section, group.Heading, group.Heading);
                        foreach (var row in group.Rows)
                        {
                            var name = row.Place ?? (row.Cells.Count > 0 ? row.Cells[0].InWords : "");
                            foreach (var cell in row.Cells)
                            {
                                Look(section, name, cell.InWords);
                            }
                        }
                    }

                    break;
            }
        }

        void Look(string section, string where, string text)
        {
            foreach (var character in Typesetter.MissingIn(text))
            {
                missing.Add(new(character, section, where));
            }
        }
    }
}

/// <summary>A character that the fonts of a PDF lack, and where it stands: the section's heading, and the row's place or first cell, or what else it is.</summary>
public sealed record MissingGlyph(Rune Character, string Section, string Where)
{
    /// <summary>"U+1F600".</summary>
    public string Code => "U+" + Character.Value.ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
}
